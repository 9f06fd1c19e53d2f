package org.fluxion.kernels;

import java.util.List;

/**
 * Dense kernels: what tensors and prepared programs compute with.
 *
 * <p>Matrices are row-major parts of arrays, without gaps. Arguments are not checked beyond what
 * the JVM checks. Nothing is allocated, but for packing buffers at the first large product of a
 * thread. Any number of threads may call any method. Meant to be implemented by providers; see
 * {@link KernelProvider}.
 */
public interface Kernels extends ElementwiseKernels {
  /**
   * {@return the kernels in use}
   *
   * <p>Those that the system property {@code fluxion.kernels} names; else the best that can be used
   * here. Chosen at the first call, once for the whole life of the library.
   *
   * @throws KernelsNotFoundException if the property names kernels that are not there or cannot be
   *     used, listing what is there
   */
  static Kernels current() {
    return ChosenKernels.current();
  }

  /**
   * {@return the kernels of a name, to compare with those in use}
   *
   * @throws KernelsNotFoundException if they are not there or cannot be used, listing what is there
   */
  static Kernels named(String name) {
    return ChosenKernels.named(name);
  }

  /**
   * {@return all kernels there are, best first, also those that cannot be used, with the reason}
   */
  static List<KernelInfo> available() {
    return ChosenKernels.available();
  }

  /**
   * Computes C = A B or C = C + A B, where A is m × k and B is k × n, either of them stored
   * transposed or not.
   *
   * <p>With k = 0 the product is zero. The order of summation may depend on m, n and k.
   *
   * @param transposeA whether A is stored as k × m
   * @param transposeB whether B is stored as n × k
   * @param m rows of C
   * @param n columns of C
   * @param k inner length
   * @param a the array that holds A from {@code aOffset} on
   * @param b the array that holds B from {@code bOffset} on
   * @param c the array that holds C from {@code cOffset} on; overlaps neither A nor B
   * @param add whether to add to C instead of overwriting it
   */
  default void product(
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
    PlainProduct.run(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
  }

  /**
   * Computes a product and adds one row to each of its rows: C = A B + 1 rᵀ.
   *
   * <p>As {@link #product}, without adding to C.
   *
   * @param row the array that holds the row from {@code rowOffset} on; does not overlap C
   */
  default void productPlusRow(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double[] row,
      int rowOffset,
      double[] c,
      int cOffset) {
    for (int i = 0; i < m; i++) {
      System.arraycopy(row, rowOffset, c, cOffset + i * n, n);
    }
    product(transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, true);
  }

  /**
   * Computes several products of one size, as {@link #product} does each.
   *
   * @param count how many
   * @param aStride from one A to the next; 0 if one serves all
   * @param bStride from one B to the next; 0 if one serves all
   * @param cStride from one C to the next; with 0 and {@code add} all products go into one sum
   */
  default void products(
      int count,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int aStride,
      double[] b,
      int bOffset,
      int bStride,
      double[] c,
      int cOffset,
      int cStride,
      boolean add) {
    if (transposeA && aStride == k * m && !transposeB && bStride == k * n && cStride == 0 && add) {
      // One product with the matrices below one another.
      product(true, false, m, n, count * k, a, aOffset, b, bOffset, c, cOffset, true);
      return;
    }
    if (!transposeA && aStride == m * k && bStride == 0 && cStride == m * n) {
      product(false, transposeB, count * m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
      return;
    }
    for (int i = 0; i < count; i++) {
      product(
          transposeA,
          transposeB,
          m,
          n,
          k,
          a,
          aOffset + i * aStride,
          b,
          bOffset + i * bStride,
          c,
          cOffset + i * cStride,
          add);
    }
  }

  /** {@return the sum of the elements; its error grows with the logarithm of their number only} */
  default double sum(double[] x, int offset, int length) {
    return Sums.sum(x, offset, length);
  }

  /** {@return Σ xᵢ yᵢ; its error grows with the logarithm of their number only} */
  default double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
    return Sums.dot(x, xOffset, y, yOffset, length);
  }

  /** {@return √Σ xᵢ², without overflow or underflow; NaN only if an element is NaN} */
  default double norm(double[] x, int offset, int length) {
    return Norms.norm(this, x, offset, length);
  }

  /**
   * Sums the rows of a matrix: yⱼ = Σᵢ xᵢⱼ, or adds that to y. Compensated, so that the error does
   * not grow with the number of rows.
   *
   * @param x the array that holds the matrix from {@code xOffset} on
   * @param y where the {@code columns} sums go; overlaps x nowhere
   */
  default void sumRows(
      int rows, int columns, double[] x, int xOffset, double[] y, int yOffset, boolean add) {
    RowSums.sum(rows, columns, x, xOffset, y, yOffset, add);
  }
}
