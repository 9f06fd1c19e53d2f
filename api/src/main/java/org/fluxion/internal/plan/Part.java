package org.fluxion.internal.plan;

import org.fluxion.internal.code.Code;
import org.fluxion.tensor.ArrayFunction;

/**
 * A part of what is done at once. Arrays are numbered: the buffers of the plan come first, and then
 * the scratch arrays.
 */
sealed interface Part {
  /**
   * Generated code.
   *
   * @param arrays what it is run on
   */
  record Generated(Code code, int[] arrays) implements Part {}

  /** A function of whole arrays. */
  record Call(ArrayFunction function, int[] operands, int result) implements Part {}
}
