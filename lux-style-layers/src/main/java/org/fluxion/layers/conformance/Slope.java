package org.fluxion.layers.conformance;

import java.util.function.DoubleFunction;
import org.fluxion.tensor.Tensor;

/**
 * The derivative of a curve at 0 by central differences of fourth order, for several steps.
 *
 * <p>(8 (c(h) − c(−h)) − (c(2h) − c(−2h))) / 12h. A derivative is believed if it agrees at one of
 * the steps: large ones suit smooth curves, small ones those with a kink nearby, and a wrong
 * derivative agrees at none.
 */
final class Slope {
  /** What the best of the steps leaves, relative to the derivative. */
  static final double ACCURACY = 1e-7;

  private static final double[] STEPS = {1e-2, 1e-3, 1e-4, 1e-5};

  private Slope() {}

  /**
   * Fails unless a tensor is the derivative of a curve at 0.
   *
   * @param floor what the derivative is measured by if it is smaller
   * @param allowed the largest relative error that passes
   */
  static void check(
      DoubleFunction<Tensor> curve, Tensor claimed, double floor, double allowed, String what) {
    double least = Double.POSITIVE_INFINITY;
    Tensor best = claimed;
    for (double step : STEPS) {
      Tensor near = curve.apply(step).minus(curve.apply(-step));
      Tensor far = curve.apply(2 * step).minus(curve.apply(-2 * step));
      Tensor slope = near.times(8).minus(far).div(12 * step);
      double size = Math.max(floor, Math.max(largest(slope), largest(claimed)));
      double error = largest(slope.minus(claimed)) / (size + Double.MIN_NORMAL);
      if (error < least) {
        least = error;
        best = slope;
      }
    }
    if (!(least <= allowed)) {
      throw new Violation(
          what
              + " is "
              + claimed
              + ", differences give "
              + best
              + ": a relative difference of "
              + least
              + ", where "
              + allowed
              + " is allowed");
    }
  }

  /** {@return the largest magnitude; NaN if there is one} */
  static double largest(Tensor tensor) {
    double largest = 0;
    for (double element : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }
}
