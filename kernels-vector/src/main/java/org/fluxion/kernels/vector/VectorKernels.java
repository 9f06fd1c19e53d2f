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
    } else if (m == 1 && bColumn == 1 && n >= LANES) {
      Thin.row(n, k, a, aOffset, aStep, b, bOffset, bStep, c, cOffset, add);
    } else if (n == 1 && aRow == 1 && m >= LANES) {
      Thin.row(m, k, b, bOffset, bStep, a, aOffset, aStep, c, cOffset, add);
    } else if (aStep == 1 && bStep == 1 && k >= LONG && (n < LANES || m < 4)) {
      NarrowProduct.dots(m, n, k, a, aOffset, aRow, b, bOffset, bColumn, c, cOffset, add);
    } else if (n >= LANES && m > 1) {
      VectorProduct.ofThisThread()
          .of(aRow, aStep, bStep, bColumn)
          .run(m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
    } else if (m >= LANES && aRow == 1 && n > 1) {
      NarrowProduct.transposed(m, n, k, a, aOffset, b, bOffset, bStep, bColumn, c, cOffset, add);
    } else if (aStep == 1 && k >= LONG) {
      NarrowProduct.columns(m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
    } else {
      Kernels.super.product(
          transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, add);
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
    Elements.run(Exponential::exp, x, xOffset, y, yOffset, length);
  }

  @Override
  public void expm1(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::expm1, x, xOffset, y, yOffset, length);
  }

  @Override
  public void log(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Logarithm::log, x, xOffset, y, yOffset, length);
  }

  @Override
  public void log1p(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Logarithm::log1p, x, xOffset, y, yOffset, length);
  }

  @Override
  public void sin(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Trigonometric::sin, x, xOffset, y, yOffset, length);
  }

  @Override
  public void cos(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Trigonometric::cos, x, xOffset, y, yOffset, length);
  }

  @Override
  public void tanh(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Hyperbolic::tanh, x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoid(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::decay, Logistic::sigmoid, x, xOffset, y, yOffset, length);
  }

  @Override
  public void sigmoidSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::decay, x, xOffset, y, yOffset, length);
    Elements.run(Logistic::slope, y, yOffset, y, yOffset, length);
  }

  @Override
  public void softplus(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::decay, Logistic::softplus, x, xOffset, y, yOffset, length);
  }

  @Override
  public void erf(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::gaussian, Normal::erf, x, xOffset, y, yOffset, length);
  }

  @Override
  public void gaussian(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::gaussian, x, xOffset, y, yOffset, length);
  }

  @Override
  public void normalDensity(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::halfGaussian, x, xOffset, y, yOffset, length);
    for (int i = yOffset; i < yOffset + length; i++) {
      y[i] *= Normal.ONE_OVER_SQRT_TWO_PI;
    }
  }

  @Override
  public void gelu(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::halfGaussian, Normal::gelu, x, xOffset, y, yOffset, length);
  }

  @Override
  public void geluSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    Elements.run(Exponential::halfGaussian, Normal::geluSlope, x, xOffset, y, yOffset, length);
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
        double[] quarter = Elements.between();
        Elements.run(Hyperbolic::decay, x, xOffset + i, quarter, 0, count);
        Elements.run(Logistic::slope, quarter, 0, quarter, 0, count);
        Elements.run(
            Hyperbolic::slope, y, yOffset + i, quarter, 0, result, resultOffset + i, count);
      } else {
        Elements.run(Hyperbolic::difference, y, yOffset + i, result, resultOffset + i, count);
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
