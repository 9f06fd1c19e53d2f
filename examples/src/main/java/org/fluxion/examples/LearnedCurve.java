package org.fluxion.examples;

import org.fluxion.tensor.Tensor;

/**
 * The inner derivative of a network against cos t, which it should have become.
 *
 * @param t points in increasing order, n × 1
 * @param before the derivative at the points before training
 * @param after the same after training
 */
record LearnedCurve(Tensor t, Tensor before, Tensor after) {
  /** {@return |learned derivative − cos t| at each point} */
  Tensor error() {
    return after.minus(t.cos()).abs();
  }

  double maxError() {
    return error().max().item();
  }
}
