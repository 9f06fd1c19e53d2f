package org.fluxion.kernels;

/**
 * A product by tiles of 4 × 4 results, each kept in a register while the inner index runs.
 *
 * <p>Elements of A are {@code aRow} apart from row to row and {@code aStep} along the inner index;
 * those of B {@code bStep} along the inner index and {@code bColumn} from column to column. So
 * transposition is a matter of steps. C is row-major.
 */
final class TileProduct {
  private static final int SIDE = 4;

  private TileProduct() {}

  static void run(
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
    for (int i = 0; i < m; i += SIDE) {
      int rows = Math.min(SIDE, m - i);
      int rowAt = aAt + i * aRow;
      for (int j = 0; j < n; j += SIDE) {
        int columns = Math.min(SIDE, n - j);
        int columnAt = bAt + j * bColumn;
        int at = cAt + i * n + j;
        if (rows == 1) {
          line(columns, k, b, columnAt, bColumn, bStep, a, rowAt, aStep, c, at, 1, add);
        } else if (columns == 1) {
          line(rows, k, a, rowAt, aRow, aStep, b, columnAt, bStep, c, at, n, add);
        } else {
          tile(rows, columns, k, a, rowAt, aRow, aStep, b, columnAt, bStep, bColumn, c, at, n, add);
        }
      }
    }
  }

  /** A tile of up to 4 × 4; where there are fewer rows or columns the last one is done again. */
  private static void tile(
      int rows,
      int columns,
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
      int cRow,
      boolean add) {
    int a2 = Math.min(2, rows - 1) * aRow;
    int a3 = Math.min(3, rows - 1) * aRow;
    int b2 = Math.min(2, columns - 1) * bColumn;
    int b3 = Math.min(3, columns - 1) * bColumn;
    double c00 = 0;
    double c01 = 0;
    double c02 = 0;
    double c03 = 0;
    double c10 = 0;
    double c11 = 0;
    double c12 = 0;
    double c13 = 0;
    double c20 = 0;
    double c21 = 0;
    double c22 = 0;
    double c23 = 0;
    double c30 = 0;
    double c31 = 0;
    double c32 = 0;
    double c33 = 0;
    int ai = aAt;
    int bi = bAt;
    for (int p = 0; p < k; p++) {
      double v0 = b[bi];
      double v1 = b[bi + bColumn];
      double v2 = b[bi + b2];
      double v3 = b[bi + b3];
      double u = a[ai];
      c00 += u * v0;
      c01 += u * v1;
      c02 += u * v2;
      c03 += u * v3;
      u = a[ai + aRow];
      c10 += u * v0;
      c11 += u * v1;
      c12 += u * v2;
      c13 += u * v3;
      u = a[ai + a2];
      c20 += u * v0;
      c21 += u * v1;
      c22 += u * v2;
      c23 += u * v3;
      u = a[ai + a3];
      c30 += u * v0;
      c31 += u * v1;
      c32 += u * v2;
      c33 += u * v3;
      ai += aStep;
      bi += bStep;
    }
    store(columns, c, cAt, 1, c00, c01, c02, c03, add);
    store(columns, c, cAt + cRow, 1, c10, c11, c12, c13, add);
    if (rows > 2) {
      store(columns, c, cAt + 2 * cRow, 1, c20, c21, c22, c23, add);
    }
    if (rows > 3) {
      store(columns, c, cAt + 3 * cRow, 1, c30, c31, c32, c33, add);
    }
  }

  /** Up to four results that have one factor in common, such as a column of C. */
  private static void line(
      int count,
      int k,
      double[] x,
      int xAt,
      int xLine,
      int xStep,
      double[] y,
      int yAt,
      int yStep,
      double[] c,
      int cAt,
      int cStep,
      boolean add) {
    int x1 = Math.min(1, count - 1) * xLine;
    int x2 = Math.min(2, count - 1) * xLine;
    int x3 = Math.min(3, count - 1) * xLine;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int xi = xAt;
    int yi = yAt;
    for (int p = 0; p < k; p++) {
      double v = y[yi];
      s0 += x[xi] * v;
      s1 += x[xi + x1] * v;
      s2 += x[xi + x2] * v;
      s3 += x[xi + x3] * v;
      xi += xStep;
      yi += yStep;
    }
    store(count, c, cAt, cStep, s0, s1, s2, s3, add);
  }

  private static void store(
      int count,
      double[] c,
      int at,
      int step,
      double s0,
      double s1,
      double s2,
      double s3,
      boolean add) {
    c[at] = add ? c[at] + s0 : s0;
    if (count > 1) {
      c[at + step] = add ? c[at + step] + s1 : s1;
    }
    if (count > 2) {
      c[at + 2 * step] = add ? c[at + 2 * step] + s2 : s2;
    }
    if (count > 3) {
      c[at + 3 * step] = add ? c[at + 3 * step] + s3 : s3;
    }
  }
}
