package org.fluxion.kernels.vector;

/** A matrix product for C with rows of two or more numbers, but less than a vector. */
final class NarrowProduct {
  private static final int LANES = Lanes.COUNT;

  /** Rows of C, or inner indices, at a time. */
  private static final int BLOCK = 128;

  private static final ThreadLocal<double[]> BUFFER =
      ThreadLocal.withInitial(() -> new double[LANES * (BLOCK + LANES)]);

  private NarrowProduct() {}

  /**
   * With A stored as k × m, for m of at least one vector: the transposed product has long rows.
   *
   * @param bStep along the inner index of B
   * @param bColumn from column to column of B
   */
  static void transposed(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int bStep,
      int bColumn,
      double[] c,
      int cAt,
      boolean add) {
    double[] buffer = BUFFER.get();
    VectorProduct product = VectorProduct.ofThisThread();
    int count;
    for (int i = 0; i < m; i += count) {
      // What is left for the last time is at least a vector.
      count = m - i < BLOCK + LANES ? m - i : BLOCK;
      product.of(bColumn, bStep, m, 1).run(n, count, k, b, bAt, a, aAt + i, buffer, 0, false);
      for (int r = 0; r < count; r++) {
        for (int j = 0; j < n; j++) {
          int at = cAt + (i + r) * n + j;
          double result = buffer[j * count + r];
          c[at] = add ? c[at] + result : result;
        }
      }
    }
  }

  /** With rows of A and columns of B contiguous: each result is a sum along two parts of arrays. */
  static void dots(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      int aRow,
      double[] b,
      int bAt,
      int bColumn,
      double[] c,
      int cAt,
      boolean add) {
    if (m < n) {
      for (int i = 0; i < m; i++) {
        Thin.dots(n, k, b, bAt, bColumn, a, aAt + i * aRow, c, cAt + i * n, 1, add);
      }
    } else {
      for (int j = 0; j < n; j++) {
        Thin.dots(m, k, a, aAt, aRow, b, bAt + j * bColumn, c, cAt + j, n, add);
      }
    }
  }

  /** With A stored as m × k and B as k × n, whose columns are made contiguous. */
  static void columns(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      double[] c,
      int cAt,
      boolean add) {
    double[] column = BUFFER.get();
    for (int p = 0; p < k; p += BLOCK) {
      int count = Math.min(BLOCK, k - p);
      for (int j = 0; j < n; j++) {
        for (int q = 0; q < count; q++) {
          column[q] = b[bAt + (p + q) * n + j];
        }
        Thin.dots(m, count, a, aAt + p, k, column, 0, c, cAt + j, n, add || p > 0);
      }
    }
  }
}
