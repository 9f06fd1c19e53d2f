package org.fluxion.internal.code;

import java.util.List;
import org.fluxion.tensor.Pointwise;

/**
 * Pointwise operations on arrays of one length, to be run as one loop.
 *
 * <p>Its values are numbered: the operands come first and then the steps. Its code is run on the
 * arrays of the operands, followed by those of the results. An array may be both: it is written at
 * an index only after all operands have been read there.
 *
 * @param operands how each is read
 * @param steps the operations, each on earlier values
 * @param results the numbers of the values that are stored; at least one
 */
public record ElementLoop(List<Reading> operands, List<Step> steps, List<Integer> results) {
  /** How a loop reads an array. */
  public enum Reading {
    /** An element for each index. */
    EACH,
    /** The only element, at every index. */
    SINGLE
  }

  /**
   * An operation.
   *
   * @param primitive has a {@linkplain Pointwise#formula formula}
   * @param operands the numbers of the values that it takes
   */
  public record Step(Pointwise primitive, List<Integer> operands) {}
}
