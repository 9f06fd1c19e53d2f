package org.fluxion.kernels;

/**
 * Sums formed by halves, so that the error grows with the logarithm of the number of terms only.
 */
final class Sums {
  /** So many terms are summed one after the other. */
  private static final int RUN = 128;

  private Sums() {}

  static double sum(double[] x, int offset, int length) {
    if (length > RUN) {
      int half = length >>> 1;
      return sum(x, offset, half) + sum(x, offset + half, length - half);
    }
    double sum = 0;
    for (int i = offset; i < offset + length; i++) {
      sum += x[i];
    }
    return sum;
  }

  static double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
    if (length > RUN) {
      int half = length >>> 1;
      return dot(x, xOffset, y, yOffset, half)
          + dot(x, xOffset + half, y, yOffset + half, length - half);
    }
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }
}
