package org.fluxion.kernels.vector;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;

/** Kernels on vectors of the processor. */
final class VectorKernels implements Kernels {
  private static final int LANES = Lanes.COUNT;

  /** From this inner length on, sums along it are formed with vectors. */
  private static final int LONG = Math.max(8, 3 * LANES);

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
    int aRow = transposeA ? 1 : k;
    int aStep = transposeA ? m : 1;
    int bStep = transposeB ? 1 : n;
    int bColumn = transposeB ? k : 1;
    if (k == 0) {
      if (!add) {
        Arrays.fill(c, cOffset, cOffset + m * n, 0);
      }
    } else if (isOfTiles(aStep, bStep, m, n, k)) {
      VectorProduct.ofThisThread()
          .of(aRow, aStep, bStep, bColumn)
          .run(m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
    } else if (m == 1 && bColumn == 1 && n >= LANES) {
      Thin.row(n, k, a, aOffset, aStep, b, bOffset, bStep, c, cOffset, add);
    } else if (n == 1 && aRow == 1 && m >= LANES) {
      Thin.row(m, k, b, bOffset, bStep, a, aOffset, aStep, c, cOffset, add);
    } else if (isOfDots(aStep, bStep, m, n, k)) {
      NarrowProduct.dots(m, n, k, a, aOffset, aRow, b, bOffset, bColumn, c, cOffset, add);
    } else if (m >= LANES && aRow == 1 && n > 1) {
      NarrowProduct.transposed(m, n, k, a, aOffset, b, bOffset, bStep, bColumn, c, cOffset, add);
    } else if (aStep == 1 && k >= LONG) {
      NarrowProduct.columns(m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
    } else {
      Kernels.super.product(
          transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
    }
  }

  /** {@return whether C has room for tiles, and a non-empty product is best formed by them} */
  private static boolean isOfTiles(int aStep, int bStep, int m, int n, int k) {
    return n >= LANES && m > 1 && !isOfDots(aStep, bStep, m, n, k);
  }

  /** {@return whether each result is best formed by itself, along two contiguous lines} */
  private static boolean isOfDots(int aStep, int bStep, int m, int n, int k) {
    boolean isLine = m == 1 || n == 1;
    return aStep == 1 && bStep == 1 && k >= (isLine ? LANES : LONG) && (n < LANES || m < 4);
  }

  @Override
  public void productPlusRow(
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
    int aStep = transposeA ? m : 1;
    int bStep = transposeB ? 1 : n;
    if (k > 0 && isOfTiles(aStep, bStep, m, n, k)) {
      VectorProduct.ofThisThread()
          .of(transposeA ? 1 : k, aStep, bStep, transposeB ? k : 1)
          .plusRow(m, n, k, a, aOffset, b, bOffset, c, cOffset, row, rowOffset);
    } else {
      Kernels.super.productPlusRow(
          transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, row, rowOffset, c, cOffset);
    }
  }

  @Override
  public double sum(double[] x, int offset, int length) {
    return Sums.sum(x, offset, length);
  }

  @Override
  public double dot(double[] x, int xOffset, double[] y, int yOffset, int length) {
    return Sums.dot(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sumRows(
      int rows, int columns, double[] x, int xOffset, double[] y, int yOffset, boolean add) {
    if (columns >= LANES) {
      Sums.rows(rows, columns, x, xOffset, y, yOffset, add);
    } else {
      Kernels.super.sumRows(rows, columns, x, xOffset, y, yOffset, add);
    }
  }

  @Override
  public void exp(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Exponential.EXP.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void expm1(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Exponential.EXPM1.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void log(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Logarithm.LOG.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void log1p(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Logarithm.LOG1P.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sin(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Trigonometric.SIN.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void cos(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Trigonometric.COS.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void tanh(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Hyperbolic.TANH.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoid(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Logistic.SIGMOID.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoidSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Logistic.SLOPE.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void softplus(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Logistic.SOFTPLUS.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void erf(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Normal.ERF.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void gaussian(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Exponential.GAUSSIAN.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void normalDensity(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Normal.DENSITY.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void gelu(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Normal.GELU.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void geluSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Normal.GELU_SLOPE.run(x, xOffset, y, yOffset, length);
  }

  @Override
  public void tanhSlope(
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] result,
      int resultOffset,
      int length) {
    for (int i = 0; i < length; i += Elements.BLOCK) {
      int count = Math.min(Elements.BLOCK, length - i);
      if (Hyperbolic.isSaturated(y, yOffset + i, count)) {
        double[] quarter = Elements.aside();
        Hyperbolic.QUARTER.run(x, xOffset + i, quarter, 0, count);
        Hyperbolic.slope(y, yOffset + i, quarter, result, resultOffset + i, count);
      } else {
        Hyperbolic.difference(y, yOffset + i, result, resultOffset + i, count);
      }
    }
  }

  @Override
  public void scale(
      double[] x,
      int xOffset,
      double[] w,
      int wOffset,
      double[] result,
      int resultOffset,
      int length) {
    int whole = Lanes.whole(length);
    StrongZeros.scale(x, xOffset, w, wOffset, result, resultOffset, whole);
    // One by one the rest is the same to the bit, and numbers are scaled often.
    Kernels.super.scale(
        x, xOffset + whole, w, wOffset + whole, result, resultOffset + whole, length - whole);
  }
}
