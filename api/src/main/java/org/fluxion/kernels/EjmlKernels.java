package org.fluxion.kernels;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Products by EJML.
 *
 * <p>EJML knows whole arrays only, so parts of arrays are copied; unlike other kernels, these
 * allocate.
 */
final class EjmlKernels implements Kernels {
  @Override
  public void product(
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
    DMatrixRMaj left = transposeA ? matrix(k, m, a, aOffset) : matrix(m, k, a, aOffset);
    DMatrixRMaj right = transposeB ? matrix(n, k, b, bOffset) : matrix(k, n, b, bOffset);
    DMatrixRMaj result = matrix(m, n, c, cOffset);
    if (!add) {
      result.zero();
    }
    // EJML refuses matrices without elements here and there.
    if (m > 0 && n > 0 && k > 0) {
      add(transposeA, transposeB, left, right, result);
    }
    if (result.data != c) {
      System.arraycopy(result.data, 0, c, cOffset, m * n);
    }
  }

  private static void add(
      boolean transposeA, boolean transposeB, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    if (transposeA && transposeB) {
      CommonOps_DDRM.multAddTransAB(a, b, c);
    } else if (transposeA) {
      CommonOps_DDRM.multAddTransA(a, b, c);
    } else if (transposeB) {
      CommonOps_DDRM.multAddTransB(a, b, c);
    } else {
      CommonOps_DDRM.multAdd(a, b, c);
    }
  }

  private static DMatrixRMaj matrix(int rows, int columns, double[] data, int from) {
    if (from == 0 && data.length == rows * columns) {
      return DMatrixRMaj.wrap(rows, columns, data);
    }
    double[] own = new double[rows * columns];
    System.arraycopy(data, from, own, 0, own.length);
    return DMatrixRMaj.wrap(rows, columns, own);
  }
}
