package org.fluxion.backend.hipparchus;

import java.util.List;

/**
 * Elements that carry first derivatives along some directions.
 *
 * @param <T> the elements
 * @param <S> what a value and a derivative is made of: numbers, or elements again
 */
interface Derived<T, S> extends StrongField<T> {
  /** {@return how many directions there are} */
  int directions();

  /** {@return an element} */
  T element(S primal, List<S> tangents);

  /** {@return the value that is differentiated} */
  S primal(T element);

  /** {@return its derivative along a direction} */
  S tangent(T element, int direction);
}
