package org.fluxion.tensor;

/**
 * The derivative of order m ≥ 1 of the digamma function, on the whole line.
 *
 * <p>For x &gt; 0 the recurrence and the asymptotic series, M. Abramowitz and I. A. Stegun,
 * "Handbook of Mathematical Functions", 6.4.6 and 6.4.11, all of whose large terms have one sign;
 * for x &lt; 0 the reflection, ibid. 6.4.7, with the derivatives of the cotangent as polynomials in
 * it.
 *
 * <p>For x &gt; 0 results are within 4 ulp at orders up to 6 and within 8 up to 20; for x &lt; 0
 * the powers of the cotangent add about one ulp for each order, and at even orders there is a zero
 * between every two poles, near which the error is that of the terms that cancel.
 */
final class PolygammaFunction {
  /** B₂ₖ for k = 1, 2, … */
  private static final double[] BERNOULLI = {
    1 / 6.0,
    -1 / 30.0,
    1 / 42.0,
    -1 / 30.0,
    5 / 66.0,
    -691 / 2730.0,
    7 / 6.0,
    -3617 / 510.0,
    43867 / 798.0,
    -174611 / 330.0
  };

  private final int order;

  /** How far the asymptotic series is left to converge. */
  private final double large;

  /** A power of two near the size of (m!)^(1/m), so that powers of x / scale stay in range. */
  private final double scale;

  /** (m − 1)! / scale^m. */
  private final double factorial;

  /** Coefficients of the m-th derivative of cot u as a polynomial in cot u, highest power first. */
  private final double[] cotangent;

  PolygammaFunction(int order) {
    this.order = order;
    large = order + 12;
    scale = Math.scalb(1.0, Math.max(0, Math.getExponent(order / Math.E)));
    double product = 1 / scale;
    for (int j = 1; j < order; j++) {
      product *= j / scale;
    }
    factorial = product;
    cotangent = cotangentDerivative(order);
  }

  /** By d/du p(c) = −(1 + c²) p′(c) for c = cot u. */
  private static double[] cotangentDerivative(int order) {
    double[] rising = {0, 1};
    for (int m = 0; m < order; m++) {
      double[] next = new double[rising.length + 1];
      for (int k = 1; k < rising.length; k++) {
        next[k - 1] -= k * rising[k];
        next[k + 1] -= k * rising[k];
      }
      rising = next;
    }
    double[] falling = new double[rising.length];
    for (int k = 0; k < falling.length; k++) {
      falling[k] = rising[rising.length - 1 - k];
    }
    return falling;
  }

  /** {@return the value at x; at a pole +∞ for odd orders, else ∓∞ at ±0 and NaN at the others} */
  double at(double x) {
    if (x > 0) {
      return order % 2 == 0 ? -size(x) : size(x);
    }
    if (GammaFunction.isPole(x)) {
      return order % 2 != 0 ? Double.POSITIVE_INFINITY : x == 0 ? -1 / x : Double.NaN;
    }
    double poles =
        Math.pow(Math.PI, order + 1.0) * GammaFunction.horner(cotangent, GammaFunction.cotPi(x));
    return -poles - size(1 - x);
  }

  /** {@return m! Σ 1 / (x + k)^(m + 1) over k = 0, 1, … for x > 0} */
  private double size(double x) {
    double scaled = 0;
    while (x < large) {
      scaled += Math.pow(x / scale, -(order + 1.0));
      x++;
    }
    return factorial * (order / scale * scaled + Math.pow(x / scale, -order) * series(x));
  }

  /** {@return 1 + m / 2x + Σ B₂ₖ (2k + m − 1)! / ((2k)! (m − 1)! x²ᵏ)} */
  private double series(double x) {
    double sum = 0;
    double binomial = 1;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      double top = 2.0 * k + order;
      binomial *= (top - 1) / (2.0 * k * x) * ((top - 2) / ((2.0 * k - 1) * x));
      sum += BERNOULLI[k - 1] * binomial;
    }
    return 1 + (order / (2 * x) + sum);
  }
}
