package org.fluxion.kernels;

/**
 * Sums over the rows of a matrix by compensated summation: what each addition rounds off is summed
 * up on its own (A. Neumaier 1974; the rounding error as D. Knuth's TwoSum gives it).
 */
final class RowSums {
  private RowSums() {}

  static void sum(
      int rows, int columns, double[] x, int xOffset, double[] y, int yOffset, boolean add) {
    int j = 0;
    for (; j <= columns - 2; j += 2) {
      two(rows, columns, x, xOffset + j, y, yOffset + j, add);
    }
    if (j < columns) {
      one(rows, columns, x, xOffset + j, y, yOffset + j, add);
    }
  }

  /** Two columns at a time, so that additions need not wait for each other. */
  private static void two(
      int rows, int columns, double[] x, int xAt, double[] y, int yAt, boolean add) {
    double sum = add ? y[yAt] : 0;
    double next = add ? y[yAt + 1] : 0;
    double lost = 0;
    double nextLost = 0;
    for (int i = 0, at = xAt; i < rows; i++, at += columns) {
      double grown = sum + x[at];
      lost += rounding(sum, x[at], grown);
      sum = grown;
      double nextGrown = next + x[at + 1];
      nextLost += rounding(next, x[at + 1], nextGrown);
      next = nextGrown;
    }
    y[yAt] = corrected(sum, lost);
    y[yAt + 1] = corrected(next, nextLost);
  }

  private static void one(
      int rows, int columns, double[] x, int xAt, double[] y, int yAt, boolean add) {
    double sum = add ? y[yAt] : 0;
    double lost = 0;
    for (int i = 0, at = xAt; i < rows; i++, at += columns) {
      double grown = sum + x[at];
      lost += rounding(sum, x[at], grown);
      sum = grown;
    }
    y[yAt] = corrected(sum, lost);
  }

  /** {@return a + b − sum, exactly} */
  private static double rounding(double a, double b, double sum) {
    double ofB = sum - a;
    return (a - (sum - ofB)) + (b - ofB);
  }

  /** An infinite sum loses nothing that counts, and its losses are NaN. */
  private static double corrected(double sum, double lost) {
    return Double.isNaN(lost) ? sum : sum + lost;
  }
}
