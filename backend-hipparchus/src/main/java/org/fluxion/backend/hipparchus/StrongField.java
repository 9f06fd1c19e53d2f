package org.fluxion.backend.hipparchus;

import java.util.List;
import org.fluxion.scalar.ScalarField;

/** Elements whose zeros can be told and are strong: 0 · ∞ is 0 where one factor is a derivative. */
interface StrongField<T> extends ScalarField<T> {
  /** {@return a · b, and 0 wherever either factor is 0, in the value and in all derivatives} */
  T scale(T a, T b);

  /** {@return whether the value or any derivative is not a number} */
  boolean isNaN(T element);

  /** {@return whether the value and all derivatives are known to be 0} */
  boolean isZero(T element);

  /**
   * {@return a function's result without the derivatives that its arguments do not have}
   *
   * <p>Along a direction in which no argument moves the result does not, though the slope there may
   * have been infinite and its product with 0 NaN.
   */
  T stillWhere(T result, List<T> arguments);
}
