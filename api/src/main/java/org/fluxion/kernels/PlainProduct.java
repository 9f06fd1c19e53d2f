package org.fluxion.kernels;

/** Products in plain Java, by what the just-in-time compiler makes the most of. */
final class PlainProduct {
  /** From here on, rows are long enough for loops over them to pay. */
  private static final int LONG_ROW = 32;

  /** From here on, copying the rows of B pays. */
  private static final int MANY_ROWS = 8;

  private PlainProduct() {}

  static void run(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] c,
      int cOffset,
      boolean add) {
    int aRow = transposeA ? 1 : k;
    int aStep = transposeA ? m : 1;
    int bStep = transposeB ? 1 : n;
    int bColumn = transposeB ? k : 1;
    if (n >= LONG_ROW && m >= MANY_ROWS && FusedMultiplyAdd.isFast()) {
      RowProduct.ofThisThread()
          .run(m, n, k, a, aOffset, aRow, aStep, b, bOffset, bStep, bColumn, c, cOffset, add);
    } else if (n == 1) {
      // The transposed product, whose one row is the column.
      TileProduct.run(1, m, k, b, bOffset, 0, bStep, a, aOffset, aStep, aRow, c, cOffset, add);
    } else {
      TileProduct.run(
          m, n, k, a, aOffset, aRow, aStep, b, bOffset, bStep, bColumn, c, cOffset, add);
    }
  }
}
