package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;

/** Compares doubles with references of more digits than a double has. */
public final class Ulps {
  private Ulps() {}

  /**
   * Asserts that a double is close to a reference.
   *
   * @param expected decimal digits, or what {@link Double#toString} prints for an infinity
   * @param tolerance in units of the last place of the reference rounded to double
   */
  public static void assertClose(String expected, double actual, double tolerance, String what) {
    double rounded = Double.parseDouble(expected);
    if (Double.isInfinite(rounded) || !Double.isFinite(actual)) {
      assertEquals(rounded, actual, what);
      return;
    }
    double error = new BigDecimal(actual).subtract(new BigDecimal(expected)).abs().doubleValue();
    double ulps = error / Math.ulp(rounded);
    assertTrue(
        ulps <= tolerance,
        () -> what + ": expected " + expected + " but was " + actual + ", " + ulps + " ulp away");
  }

  /** Asserts value, first and second derivative of an elementwise function at one point. */
  static void assertDerivatives(
      UnaryOperator<Tensor> f, String name, double x, String[] expected, double[] tolerances) {
    double[][] actual = Duals.derivatives(f, expected.length - 1, x);
    for (int order = 0; order < expected.length; order++) {
      String what = "derivative " + order + " of " + name + " at " + x;
      assertClose(expected[order], actual[order][0], tolerances[order], what);
    }
  }
}
