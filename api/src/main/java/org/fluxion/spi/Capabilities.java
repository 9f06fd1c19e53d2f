package org.fluxion.spi;

import java.util.Set;

/**
 * What a backend can do; what it cannot is refused before any work.
 *
 * <p>Made by {@link #of} and refined by the {@code with} methods, each of which returns a changed
 * copy. Immutable.
 */
public sealed interface Capabilities permits DeclaredCapabilities {
  /** An order that is not bounded. */
  int ANY_ORDER = Integer.MAX_VALUE;

  /**
   * {@return an exact backend of any order that takes traced tensors and sweeps one tangent at a
   * time}
   *
   * @param first a direction that it has natively
   * @param more the other, if it has both
   */
  static Capabilities of(Direction first, Direction... more) {
    return DeclaredCapabilities.exact(first, more);
  }

  /** {@return the directions that the backend has natively; the other one is derived} */
  Set<Direction> directions();

  /**
   * {@return whether f is called when a point is linearized and not by the sweeps}
   *
   * <p>A backend that does not record is not asked for values before it has swept, since it would
   * have to call f only to learn them.
   */
  boolean records();

  /** {@return the highest order of derivative, by nesting the backend in itself} */
  int highestOrder();

  /** {@return whether it works inside and around other derivatives: on tensors that they watch} */
  boolean traced();

  /** {@return how many tangents or cotangents one sweep carries} */
  int batch();

  /**
   * {@return the relative error to expect of a first derivative of a well-scaled function; 0 if
   * exact}
   */
  double accuracy();

  /** {@return the names of the primitives that it refuses, with an error, when f applies one} */
  Set<String> unsupported();

  /** {@return a copy that records or not; at first, a backend with a native pullback does} */
  Capabilities withRecords(boolean records);

  /** {@return a copy with another highest order} */
  Capabilities withHighestOrder(int order);

  /** {@return a copy that takes traced tensors or not} */
  Capabilities withTraced(boolean traced);

  /** {@return a copy with another number of tangents or cotangents per sweep} */
  Capabilities withBatch(int batch);

  /** {@return a copy with another accuracy} */
  Capabilities withAccuracy(double accuracy);

  /** {@return a copy that refuses the primitives of these names as well} */
  Capabilities without(String... primitives);
}
