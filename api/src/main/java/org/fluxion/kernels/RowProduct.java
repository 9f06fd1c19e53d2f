package org.fluxion.kernels;

import java.util.Arrays;

/**
 * A product for long rows: eight rows of B at a time are added to each row of C.
 *
 * <p>Rows are copied into arrays of their own because the compiler uses vector instructions in a
 * loop over separate arrays only, and only with fused multiply-adds. One object serves one thread.
 */
final class RowProduct {
  /** Columns at a time: eight rows of B stay in the first level cache. */
  private static final int WIDTH = 384;

  private static final int ROWS = 8;

  private static final ThreadLocal<RowProduct> OF_THREAD = ThreadLocal.withInitial(RowProduct::new);

  private final double[][] rows = new double[ROWS][WIDTH];
  private final double[] sums = new double[WIDTH];
  private final double[] factors = new double[ROWS];

  private RowProduct() {}

  static RowProduct ofThisThread() {
    return OF_THREAD.get();
  }

  /** Computes the product; steps are those of {@link TileProduct}. */
  void run(
      int m,
      int n,
      int k,
      double[] a,
      int aAt,
      int aRow,
      int aStep,
      double[] b,
      int bAt,
      int bStep,
      int bColumn,
      double[] c,
      int cAt,
      boolean add) {
    if (!add) {
      Arrays.fill(c, cAt, cAt + m * n, 0);
    }
    for (int j = 0; j < n; j += WIDTH) {
      int width = Math.min(WIDTH, n - j);
      for (int p = 0; p < k; p += ROWS) {
        int count = Math.min(ROWS, k - p);
        copyRows(count, width, b, bAt + p * bStep + j * bColumn, bStep, bColumn);
        for (int i = 0; i < m; i++) {
          copyFactors(count, a, aAt + i * aRow + p * aStep, aStep);
          int at = cAt + i * n + j;
          System.arraycopy(c, at, sums, 0, width);
          addRows(
              width, factors, rows[0], rows[1], rows[2], rows[3], rows[4], rows[5], rows[6],
              rows[7], sums);
          System.arraycopy(sums, 0, c, at, width);
        }
      }
    }
  }

  private void copyRows(int count, int width, double[] b, int at, int step, int column) {
    for (int r = 0; r < ROWS; r++) {
      double[] row = rows[r];
      if (r >= count) {
        Arrays.fill(row, 0, width, 0);
      } else if (column == 1) {
        System.arraycopy(b, at + r * step, row, 0, width);
      } else {
        for (int j = 0, from = at + r * step; j < width; j++, from += column) {
          row[j] = b[from];
        }
      }
    }
  }

  private void copyFactors(int count, double[] a, int at, int step) {
    for (int r = 0; r < ROWS; r++) {
      factors[r] = r < count ? a[at + r * step] : 0;
    }
  }

  private static void addRows(
      int width,
      double[] factors,
      double[] b0,
      double[] b1,
      double[] b2,
      double[] b3,
      double[] b4,
      double[] b5,
      double[] b6,
      double[] b7,
      double[] sums) {
    double f0 = factors[0];
    double f1 = factors[1];
    double f2 = factors[2];
    double f3 = factors[3];
    double f4 = factors[4];
    double f5 = factors[5];
    double f6 = factors[6];
    double f7 = factors[7];
    for (int j = 0; j < width; j++) {
      double sum = Math.fma(f0, b0[j], sums[j]);
      sum = Math.fma(f1, b1[j], sum);
      sum = Math.fma(f2, b2[j], sum);
      sum = Math.fma(f3, b3[j], sum);
      sum = Math.fma(f4, b4[j], sum);
      sum = Math.fma(f5, b5[j], sum);
      sum = Math.fma(f6, b6[j], sum);
      sums[j] = Math.fma(f7, b7[j], sum);
    }
  }
}
