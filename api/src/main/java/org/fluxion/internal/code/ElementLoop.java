package org.fluxion.internal.code;

import java.util.List;
import org.fluxion.tensor.Pointwise;

/**
 * Pointwise operations on parts of arrays, to be run as one loop.
 *
 * <p>Its values are numbered: the operands come first and then the steps. Its code is run on its
 * arrays in the order of their numbers. What is written may have been read by the same loop: an
 * element is written only after all operands have been read there. Parts are the same or have
 * nothing in common.
 *
 * @param length of each part
 * @param operands what is read
 * @param steps the operations, each on earlier values
 * @param results what is written; at least one
 */
public record ElementLoop(
    int length, List<Operand> operands, List<Step> steps, List<Result> results) {
  /** How a loop reads an array. */
  public enum Reading {
    /** An element for each index. */
    EACH,
    /** One element, at every index. */
    SINGLE
  }

  /**
   * What is read.
   *
   * @param array the number of the array
   * @param offset where the part begins, or of the only element
   * @param reading how it is read
   */
  public record Operand(int array, int offset, Reading reading) {}

  /**
   * An operation.
   *
   * @param primitive has a {@linkplain Pointwise#formula formula}
   * @param operands the numbers of the values that it takes
   */
  public record Step(Pointwise primitive, List<Integer> operands) {}

  /**
   * What is written.
   *
   * @param value the number of the value
   * @param array the number of the array
   * @param offset where the part begins
   */
  public record Result(int value, int array, int offset) {}

  /** {@return whether a loop writes over what an operand reads} */
  public boolean overwrites(Operand operand) {
    for (Result result : results) {
      if (result.array == operand.array && result.offset == operand.offset) {
        return true;
      }
    }
    return false;
  }

  /** {@return how many arrays it is run on} */
  public int arrays() {
    int count = 0;
    for (Operand operand : operands) {
      count = Math.max(count, operand.array + 1);
    }
    for (Result result : results) {
      count = Math.max(count, result.array + 1);
    }
    return count;
  }
}
