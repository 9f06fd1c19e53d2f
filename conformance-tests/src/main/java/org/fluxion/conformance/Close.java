package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.fail;

import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Compares tensors element by element, relative to the size of what is compared.
 *
 * <p>The error of an element is |expected − actual| over the largest of |expected|, |actual| and a
 * thousandth of the largest expected element. So a small element has to be right in itself, and
 * only what cancellation leaves far below the others is measured by them. Where everything expected
 * is 0 the error is absolute. NaN agrees with NaN, and an infinity with itself only.
 */
public final class Close {
  /** The relative error that exact derivatives are held to. */
  public static final double EXACT = 1e-10;

  private static final double NEGLIGIBLE = 1e-3;

  private Close() {}

  /**
   * Asserts that two tensors have the same shape and the same elements to within {@link #EXACT}.
   *
   * @param what is compared, for the message
   */
  public static void assertClose(Tensor expected, Tensor actual, String what) {
    assertClose(expected, actual, EXACT, what);
  }

  /**
   * Asserts that two tensors have the same shape and the same elements.
   *
   * @param tolerance the largest error that passes
   * @param what is compared, for the message
   */
  public static void assertClose(Tensor expected, Tensor actual, double tolerance, String what) {
    String difference = difference(expected, actual, tolerance);
    if (difference != null) {
      fail(what + ": " + difference + "\nexpected " + expected + "\nactual   " + actual);
    }
  }

  /** {@return where two tensors differ, in words; null where they agree} */
  static @Nullable String difference(Tensor expected, Tensor actual, double tolerance) {
    if (!expected.shape().equals(actual.shape())) {
      return "shape " + actual.shape() + ", expected shape " + expected.shape();
    }
    double[] e = expected.toArray();
    double[] a = actual.toArray();
    double floor = NEGLIGIBLE * largest(e);
    for (int i = 0; i < e.length; i++) {
      double error = error(e[i], a[i], floor);
      if (!(error <= tolerance)) {
        return "element "
            + i
            + " is "
            + a[i]
            + ", expected "
            + e[i]
            + " (error "
            + error
            + ", tolerance "
            + tolerance
            + ")";
      }
    }
    return null;
  }

  /**
   * Asserts that two numbers agree.
   *
   * @param tolerance the largest error that passes
   * @param what is compared, for the message
   */
  public static void assertClose(double expected, double actual, double tolerance, String what) {
    assertClose(Tensor.scalar(expected), Tensor.scalar(actual), tolerance, what);
  }

  private static double error(double expected, double actual, double floor) {
    if (Double.compare(expected, actual) == 0 || expected == actual) {
      return 0;
    }
    double scale = Math.max(Math.max(Math.abs(expected), Math.abs(actual)), floor);
    double difference = Math.abs(expected - actual);
    if (Double.isInfinite(scale)) {
      return Double.POSITIVE_INFINITY;
    }
    return floor == 0 ? difference : difference / scale;
  }

  /** {@return the largest finite magnitude} */
  static double largest(double[] elements) {
    double largest = 0;
    for (double element : elements) {
      if (Double.isFinite(element)) {
        largest = Math.max(largest, Math.abs(element));
      }
    }
    return largest;
  }
}
