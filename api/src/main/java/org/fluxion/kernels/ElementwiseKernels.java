package org.fluxion.kernels;

/**
 * Functions of each element of a part of an array.
 *
 * <p>Each reads {@code length} elements of {@code x} from {@code xOffset} on and writes as many to
 * {@code y} from {@code yOffset} on. Both parts may be the same; otherwise they do not overlap. The
 * result of an element depends on nothing but the element. Infinities, zeros and NaN are treated as
 * in {@link StrictMath}. Nothing is allocated, but for buffers at the first call of a thread. Any
 * number of threads may call any method.
 *
 * <p>Errors are at most 2 units in the last place over the whole range, of {@link #erf}, the
 * density and the slopes 3, of {@link #gelu} 5, and 10 of its slope, which has a zero at −0.75
 * where it is accurate to 10⁻¹⁵ instead. Where a result is subnormal they are as large as those of
 * what it is a multiple of.
 *
 * <p>The methods here are plain Java; a provider overrides those that it does better.
 */
public interface ElementwiseKernels {
  /** Computes e^x. */
  default void exp(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.exp(x[xOffset + i]);
    }
  }

  /** Computes e^x − 1, accurate also about 0. */
  default void expm1(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.expm1(x[xOffset + i]);
    }
  }

  /** Computes the natural logarithm. */
  default void log(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.log(x[xOffset + i]);
    }
  }

  /** Computes log(1 + x), accurate also about 0. */
  default void log1p(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.log1p(x[xOffset + i]);
    }
  }

  /** Computes sine of radians. */
  default void sin(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.sin(x[xOffset + i]);
    }
  }

  /** Computes cosine of radians. */
  default void cos(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.cos(x[xOffset + i]);
    }
  }

  /** Computes tangent of radians. */
  default void tan(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.tan(x[xOffset + i]);
    }
  }

  /** Computes hyperbolic sine. */
  default void sinh(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.sinh(x[xOffset + i]);
    }
  }

  /** Computes hyperbolic cosine. */
  default void cosh(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.cosh(x[xOffset + i]);
    }
  }

  /** Computes hyperbolic tangent. */
  default void tanh(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = Math.tanh(x[xOffset + i]);
    }
  }

  /** Computes 1 / (1 + e^(−x)). */
  default void sigmoid(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      double at = x[xOffset + i];
      double e = Math.exp(-Math.abs(at));
      y[yOffset + i] = (at >= 0 ? 1 : e) / (1 + e);
    }
  }

  /** Computes e^(−x) / (1 + e^(−x))², the derivative of the sigmoid function. */
  default void sigmoidSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      double e = Math.exp(-Math.abs(x[xOffset + i]));
      y[yOffset + i] = e / ((1 + e) * (1 + e));
    }
  }

  /** Computes log(1 + e^x). */
  default void softplus(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      double at = x[xOffset + i];
      y[yOffset + i] = Math.max(at, 0) + Math.log1p(Math.exp(-Math.abs(at)));
    }
  }

  /** Computes the error function, 2/√π ∫₀ˣ e^(−t²) dt. */
  default void erf(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = ErrorFunction.erf(x[xOffset + i]);
    }
  }

  /** Computes e^(−x²). */
  default void gaussian(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = ErrorFunction.gaussian(x[xOffset + i], 1);
    }
  }

  /** Computes e^(−x²/2) / √(2π). */
  default void normalDensity(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = NormalDistribution.density(x[xOffset + i]);
    }
  }

  /** Computes x · Φ(x), where Φ is the normal distribution function. */
  default void gelu(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = NormalDistribution.gelu(x[xOffset + i]);
    }
  }

  /** Computes Φ(x) + x Φ′(x), the derivative of x · Φ(x). */
  default void geluSlope(double[] x, int xOffset, double[] y, int yOffset, int length) {
    for (int i = 0; i < length; i++) {
      y[yOffset + i] = NormalDistribution.geluSlope(x[xOffset + i]);
    }
  }

  /**
   * Computes 1 − tanh² x, the derivative of the hyperbolic tangent, from x and what {@link #tanh}
   * gave for it.
   *
   * <p>Where y is close to ±1 the subtraction would cancel; there it is 4e/(1 + e)² with e =
   * exp(−2|x|).
   *
   * @param result where the derivative goes; may be the same part as x or y
   */
  default void tanhSlope(
      double[] x,
      int xOffset,
      double[] y,
      int yOffset,
      double[] result,
      int resultOffset,
      int length) {
    for (int i = 0; i < length; i++) {
      double square = y[yOffset + i] * y[yOffset + i];
      if (square < 0.5) {
        result[resultOffset + i] = 1 - square;
      } else {
        double e = Math.exp(-2 * Math.abs(x[xOffset + i]));
        result[resultOffset + i] = 4 * e / ((1 + e) * (1 + e));
      }
    }
  }

  /** Computes x w, and 0 wherever either is 0, whatever the other is. */
  default void scale(
      double[] x,
      int xOffset,
      double[] w,
      int wOffset,
      double[] result,
      int resultOffset,
      int length) {
    for (int i = 0; i < length; i++) {
      double a = x[xOffset + i];
      double b = w[wOffset + i];
      result[resultOffset + i] = a == 0 || b == 0 ? 0 : a * b;
    }
  }
}
