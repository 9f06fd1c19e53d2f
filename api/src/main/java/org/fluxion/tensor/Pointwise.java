package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The family of primitives on operands of one shape whose result at an index depends on the
 * operands at that index alone.
 *
 * <p>A prepared program may let such a primitive write over one of its operands, so element i of
 * the result is written after element i of the operands has been read, and no other is read then.
 */
public interface Pointwise extends Arraywise {
  @Override
  default @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    for (boolean each : cut) {
      if (!each) {
        return null;
      }
    }
    return new RowBlock(this, false);
  }

  /**
   * {@return the result at an index, from the operands there; null if there is no formula}
   *
   * <p>A prepared program runs primitives that have one without storing what lies between them. It
   * gives the bits that {@link #onArrays} gives.
   *
   * @param <V> what stands for a number
   * @param in the arithmetic to state it in
   * @param operands one for each operand
   */
  default <V> @Nullable V formula(Arithmetic<V> in, List<V> operands) {
    return null;
  }
}
