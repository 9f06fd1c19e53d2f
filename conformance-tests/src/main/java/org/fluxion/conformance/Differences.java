package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.function.DoubleFunction;
import org.fluxion.tensor.Tensor;

/**
 * The derivative of a curve at 0 by sixth-order central differences.
 *
 * <p>With D(h) = (f(h) − f(−h)) / 2h, two Richardson extrapolations over h, h/2 and h/4 remove the
 * terms in h² and h⁴. The change that the last one makes bounds the error; of several first steps
 * the one with the smallest bound is taken, which settles between truncation and rounding by
 * itself.
 */
final class Differences {
  private static final double[] FIRST_STEPS = {1e-2, 3e-3, 1e-3, 3e-4, 1e-4};

  /** Derivatives that the differences give no better than this are no evidence. */
  private static final double USELESS = 1e-6;

  private static final double AGREEMENT = 1e-7;

  /** How much more than its bound an error may be. */
  private static final double MARGIN = 10;

  /** What rounding a value adds to a derivative, before it is divided by the step. */
  private static final double ROUNDING = 1e-15;

  private Differences() {}

  /** A derivative, and a bound of its error. */
  record Estimate(double[] derivative, double bound) {}

  /**
   * Asserts that a tensor is the derivative of a curve at 0.
   *
   * @param curve defined from −0.01 to 0.01, its argument being a step relative to the point
   */
  static void assertDerivative(DoubleFunction<Tensor> curve, Tensor claimed, String what) {
    // A step is relative to the point, so values and derivatives are of one magnitude.
    double value = Close.largest(curve.apply(0).toArray());
    Estimate best = best(curve);
    double[] c = claimed.toArray();
    double size = Math.max(Close.largest(best.derivative), Close.largest(c));
    if (!(best.bound <= USELESS * Math.max(size, value))) {
      fail(
          what
              + ": differences do not settle ("
              + best.bound
              + "); choose a point away from kinks");
    }
    assertEquals(best.derivative.length, c.length, what + ": number of elements");
    double allowed = AGREEMENT * size + MARGIN * best.bound;
    for (int i = 0; i < c.length; i++) {
      if (!(Math.abs(c[i] - best.derivative[i]) <= allowed)) {
        fail(
            what
                + ": element "
                + i
                + " is "
                + c[i]
                + ", differences give "
                + best.derivative[i]
                + " to within "
                + allowed);
      }
    }
  }

  /** {@return the derivative at 0 from the step that serves best} */
  static Estimate best(DoubleFunction<Tensor> curve) {
    double value = Close.largest(curve.apply(0).toArray());
    Estimate best = new Estimate(new double[0], Double.POSITIVE_INFINITY);
    for (double step : FIRST_STEPS) {
      Estimate estimate = extrapolate(curve, step, ROUNDING * value / step);
      best = estimate.bound < best.bound ? estimate : best;
    }
    return best;
  }

  private static Estimate extrapolate(DoubleFunction<Tensor> curve, double h, double rounding) {
    double[] whole = central(curve, h);
    double[] half = central(curve, h / 2);
    double[] quarter = central(curve, h / 4);
    double[] derivative = new double[whole.length];
    double change = 0;
    for (int i = 0; i < whole.length; i++) {
      double coarse = half[i] + (half[i] - whole[i]) / 3;
      double fine = quarter[i] + (quarter[i] - half[i]) / 3;
      derivative[i] = fine + (fine - coarse) / 15;
      change = Math.max(change, Math.abs(derivative[i] - fine));
    }
    return new Estimate(derivative, change + rounding);
  }

  private static double[] central(DoubleFunction<Tensor> curve, double h) {
    double[] ahead = curve.apply(h).toArray();
    double[] behind = curve.apply(-h).toArray();
    for (int i = 0; i < ahead.length; i++) {
      ahead[i] = (ahead[i] - behind[i]) / (2 * h);
    }
    return ahead;
  }
}
