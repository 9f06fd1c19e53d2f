package org.fluxion.layers.conformance;

import org.fluxion.tensor.Tensor;

/** Comparison of tensors, relative to what is large in them. */
final class Compare {
  /** What rounding may do to answers that are equal on paper. */
  static final double EXACT = 1e-10;

  private Compare() {}

  /** Fails unless two tensors have one shape and differ little, relative to the largest element. */
  static void close(Tensor expected, Tensor given, double tolerance, String what) {
    close(expected, given, 0, tolerance, what);
  }

  /**
   * Fails unless two tensors have one shape and differ little.
   *
   * @param floor what they are measured by if all elements are smaller
   */
  static void close(Tensor expected, Tensor given, double floor, double tolerance, String what) {
    Violation.unless(
        expected.shape().equals(given.shape()),
        () -> what + " has shape " + given.shape() + ", expected " + expected.shape());
    double error = error(expected, given, floor);
    Violation.unless(
        error <= tolerance,
        () ->
            what
                + " is "
                + given
                + ", expected "
                + expected
                + ": a relative difference of "
                + error
                + ", where "
                + tolerance
                + " is allowed");
  }

  private static double error(Tensor expected, Tensor given, double floor) {
    double[] e = expected.toArray();
    double[] g = given.toArray();
    double scale = Math.max(floor, Double.MIN_NORMAL);
    double difference = 0;
    for (int i = 0; i < e.length; i++) {
      scale = Math.max(scale, Math.max(Math.abs(e[i]), Math.abs(g[i])));
      // not Math.max alone: NaN has to stay, and equal infinities differ by nothing
      difference = e[i] == g[i] ? difference : Math.max(difference, Math.abs(e[i] - g[i]));
    }
    return difference / scale;
  }
}
