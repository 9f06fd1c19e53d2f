package org.fluxion.tensor;

import org.fluxion.kernels.Kernels;
import org.fluxion.kernels.Workers;

/**
 * Matrix products on arrays, large ones shared by threads if there are several.
 *
 * <p>Threads compute different matrices or different rows of one, so each result is the same sum.
 *
 * @param count how many products
 * @param stepA from one A to the next; 0 if one serves all
 * @param stepB from one B to the next; 0 if one serves all
 * @param onto what the products are added to
 */
record SharedProduct(
    Kernels kernels,
    Workers workers,
    boolean transposeA,
    boolean transposeB,
    int count,
    int m,
    int n,
    int k,
    int stepA,
    int stepB,
    Onto onto)
    implements ArrayFunction {
  /** What products are added to. */
  enum Onto {
    /** Nothing: the result is overwritten. */
    NOTHING,
    /** What the result holds. */
    RESULT,
    /** A row, the third operand, which is added to all rows of the product. */
    ROW
  }

  /** Multiply-adds that take many times as long as waking a thread. */
  private static final long WORTH = 1 << 22;

  /** Fewer rows are computed in other ways than many. */
  private static final int FEWEST_ROWS = 64;

  @Override
  public void run(double[][] operands, double[] result) {
    int parts = parts();
    if (parts == 1) {
      products(0, count, operands, result);
    } else if (count > 1) {
      workers.run(
          parts, i -> products(part(i, parts, count), part(i + 1, parts, count), operands, result));
    } else {
      workers.run(parts, i -> rows(part(i, parts, m), part(i + 1, parts, m), operands, result));
    }
  }

  private int parts() {
    if (workers.count() == 1 || (long) count * m * n * k < WORTH) {
      return 1;
    }
    return Math.min(workers.count(), count > 1 ? count : Math.max(1, m / FEWEST_ROWS));
  }

  /** {@return where a part begins, at a multiple of eight rows as the kernels go} */
  private static int part(int index, int parts, int length) {
    int at = (int) ((long) length * index / parts);
    return index == parts || length < FEWEST_ROWS ? at : at / 8 * 8;
  }

  private void products(int from, int to, double[][] operands, double[] result) {
    if (onto == Onto.ROW) {
      plusRow(from, to, operands, result);
      return;
    }
    kernels.products(
        to - from,
        transposeA,
        transposeB,
        m,
        n,
        k,
        operands[0],
        from * stepA,
        stepA,
        operands[1],
        from * stepB,
        stepB,
        result,
        from * m * n,
        m * n,
        onto == Onto.RESULT);
  }

  /** Matrices A below one another, with one B, are one product with more rows. */
  private void plusRow(int from, int to, double[][] operands, double[] result) {
    boolean isOne = !transposeA && stepA == m * k && stepB == 0;
    int together = isOne ? to - from : 1;
    for (int i = from; i < to; i += together) {
      kernels.productPlusRow(
          transposeA,
          transposeB,
          together * m,
          n,
          k,
          operands[0],
          i * stepA,
          operands[1],
          i * stepB,
          operands[2],
          0,
          result,
          i * m * n);
    }
  }

  private void rows(int from, int to, double[][] operands, double[] result) {
    int rows = to - from;
    double[] a = operands[0];
    int at = from * k;
    if (transposeA) {
      a = columns(a, from, rows);
      at = 0;
    }
    if (onto == Onto.ROW) {
      kernels.productPlusRow(
          transposeA,
          transposeB,
          rows,
          n,
          k,
          a,
          at,
          operands[1],
          0,
          operands[2],
          0,
          result,
          from * n);
    } else {
      boolean add = onto == Onto.RESULT;
      kernels.product(
          transposeA, transposeB, rows, n, k, a, at, operands[1], 0, result, from * n, add);
    }
  }

  /** {@return some columns of a matrix that is stored as k × m} */
  private double[] columns(double[] a, int from, int columns) {
    double[] copied = new double[k * columns];
    for (int p = 0; p < k; p++) {
      System.arraycopy(a, p * m + from, copied, p * columns, columns);
    }
    return copied;
  }
}
