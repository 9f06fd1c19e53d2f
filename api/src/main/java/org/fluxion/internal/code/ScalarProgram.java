package org.fluxion.internal.code;

import java.util.List;
import org.fluxion.tensor.Pointwise;

/**
 * Operations on single numbers, one after the other.
 *
 * <p>The value of an instruction has the number of the instruction. Arrays are numbered as they
 * stand in what the code is run on.
 *
 * @param instructions each uses the values of earlier ones
 */
public record ScalarProgram(List<Instruction> instructions) {
  /** One thing to do. */
  public sealed interface Instruction {}

  /** A number that is known. */
  public record Known(double value) implements Instruction {}

  /** An element of an array. */
  public record Load(int array, int offset) implements Instruction {}

  /**
   * An operation.
   *
   * @param primitive with or without a {@linkplain Pointwise#formula formula}
   * @param operands the numbers of the values that it takes; not to be changed
   */
  public record Apply(Pointwise primitive, int[] operands) implements Instruction {}

  /** Writes a value to an array; has no value. */
  public record Store(int array, int offset, int value) implements Instruction {}

  /** Writes the sum of 0 and a value to an array, where a sum begins; has no value. */
  public record Begin(int array, int offset, int value) implements Instruction {}

  /** Adds a value to an element of an array; has no value. */
  public record Add(int array, int offset, int value) implements Instruction {}

  /** Fills an array with zeros; has no value. */
  public record Clear(int array) implements Instruction {}
}
