package org.fluxion.tensor;

/**
 * The logarithm of the gamma function and its derivative, the digamma function, on the whole line.
 *
 * <p>Sources: the series of log Γ about 2, M. Abramowitz and I. A. Stegun, "Handbook of
 * Mathematical Functions", 6.1.33; Stirling's series, ibid. 6.1.41 and 6.3.18; recurrence and
 * reflection, ibid. 6.1.15, 6.1.17, 6.3.5 and 6.3.7; for digamma on [1/2, 3] the rational
 * approximation that has its zero as a factor, from W. J. Cody, A. J. Strecok and H. C. Thacher,
 * "Chebyshev approximations for the psi function", Math. Comp. 27 (1973), 123–127.
 *
 * <p>Results are within 4 ulp for x &gt; 0, also near the zeros there. On the negative side each
 * interval between two poles has a zero, near which the error is that of the terms that cancel.
 */
final class GammaFunction {
  private static final double ONE_MINUS_EULER = 0.42278433509846713;
  private static final double HALF_LOG_TWO_PI_MINUS_HALF = 0.4189385332046727;

  /** From here on Stirling's series have converged. */
  private static final double LARGE = 10;

  /** The zero of digamma on the positive side, in two parts. */
  private static final double ZERO_OF_DIGAMMA = 1.4616321449683622;

  private static final double ZERO_OF_DIGAMMA_REST = 9.549995429965697e-17;

  /** (ζ(k) − 1) / k with alternating sign, from k = 29 down to 2. */
  private static final double[] ABOUT_TWO = aboutTwo();

  /** B₂ₖ / (2k(2k − 1)) from k = 8 down to 1. */
  private static final double[] STIRLING = {
    -3617 / 122400.0,
    1 / 156.0,
    -691 / 360360.0,
    1 / 1188.0,
    -1 / 1680.0,
    1 / 1260.0,
    -1 / 360.0,
    1 / 12.0
  };

  /** B₂ₖ / 2k from k = 8 down to 1. */
  private static final double[] STIRLING_OF_DIGAMMA = {
    -3617 / 8160.0, 1 / 12.0, -691 / 32760.0, 1 / 132.0, -1 / 240.0, 1 / 252.0, -1 / 120.0, 1 / 12.0
  };

  private static final double[] DIGAMMA_NUMERATOR = {
    4.5104681245762934160e-03,
    5.4932855833000385356e+00,
    3.7646693175929276856e+02,
    7.9525490849151998065e+03,
    7.1451595818951933210e+04,
    3.0655976301987365674e+05,
    6.3606997788964458797e+05,
    5.8041312783537569993e+05,
    1.6585695029761022321e+05
  };
  private static final double[] DIGAMMA_DENOMINATOR = {
    1,
    9.6141654774222358525e+01,
    2.6287715790581193330e+03,
    2.9862497022250277920e+04,
    1.6206566091533671639e+05,
    4.3487880712768329037e+05,
    5.4256384537269993733e+05,
    2.4242185002017985252e+05,
    6.4155223783576225996e-08
  };

  private GammaFunction() {}

  private static double[] aboutTwo() {
    double[] zetaMinusOne = {
      1.862659723513049e-09,
      3.725334024788457e-09,
      7.45071178983543e-09,
      1.4901554828365043e-08,
      2.980350351465228e-08,
      5.960818905125948e-08,
      1.1921992596531106e-07,
      2.38450502727733e-07,
      4.769329867878064e-07,
      9.539620338727962e-07,
      1.908212716553939e-06,
      3.81729326499984e-06,
      7.637197637899763e-06,
      1.528225940865187e-05,
      3.058823630702049e-05,
      6.124813505870483e-05,
      0.00012271334757848915,
      0.0002460865533080483,
      0.0004941886041194645,
      0.0009945751278180853,
      0.0020083928260822143,
      0.00407735619794434,
      0.008349277381922827,
      0.01734306198444914,
      0.03692775514336993,
      0.08232323371113819,
      0.2020569031595943,
      0.6449340668482264
    };
    double[] series = new double[zetaMinusOne.length];
    for (int i = 0; i < series.length; i++) {
      int k = series.length + 1 - i;
      series[i] = (k % 2 == 0 ? zetaMinusOne[i] : -zetaMinusOne[i]) / k;
    }
    return series;
  }

  /** {@return log |Γ(x)|; +∞ at the poles 0, −1, −2, … and at ±∞} */
  static double logGamma(double x) {
    if (isPole(x) || x == Double.NEGATIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < -0.5) {
      return Math.log(Math.PI / Math.abs(x * sinPi(x))) - logGamma(-x);
    }
    if (x < 0.5) {
      return nearTwo(x) - Math.log1p(x) - Math.log(Math.abs(x));
    }
    if (x < 1.5) {
      return nearTwo(x - 1) - Math.log1p(x - 1);
    }
    return x < LARGE ? upFromTwo(x) : stirling(x);
  }

  /** {@return log Γ(2 + z) for |z| ≤ 1/2} */
  private static double nearTwo(double z) {
    return z * (ONE_MINUS_EULER + z * horner(ABOUT_TWO, z));
  }

  private static double upFromTwo(double x) {
    double product = 1;
    double z = x - 2;
    while (z > 0.5) {
      product *= z + 1;
      z--;
    }
    return product == 1 ? nearTwo(z) : Math.log(product) + nearTwo(z);
  }

  private static double stirling(double x) {
    double inverse = 1 / x;
    double series = inverse * horner(STIRLING, inverse * inverse);
    return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI_MINUS_HALF + series);
  }

  /** {@return the derivative of log |Γ(x)|; ∓∞ at ±0, NaN at the other poles} */
  static double digamma(double x) {
    if (x == 0) {
      return -1 / x;
    }
    if (isPole(x)) {
      return Double.NaN;
    }
    if (x < -0.5) {
      return digamma(1 - x) - Math.PI * cotPi(x);
    }
    if (x < 0.5) {
      return digamma(1 + x) - 1 / x;
    }
    if (x >= LARGE) {
      double inverse = 1 / x;
      double square = inverse * inverse;
      return Math.log(x) - (0.5 * inverse + square * horner(STIRLING_OF_DIGAMMA, square));
    }
    double sum = 0;
    while (x > 3) {
      x--;
      sum += 1 / x;
    }
    double quotient = horner(DIGAMMA_NUMERATOR, x) / horner(DIGAMMA_DENOMINATOR, x);
    return sum + (x - ZERO_OF_DIGAMMA - ZERO_OF_DIGAMMA_REST) * quotient;
  }

  /** {@return whether Γ has a pole at x} */
  static boolean isPole(double x) {
    return x <= 0 && x == Math.rint(x);
  }

  /** {@return cot πx, from the exact distance to the next whole number} */
  static double cotPi(double x) {
    double rest = x - Math.rint(x);
    return Math.abs(rest) <= 0.25
        ? 1 / Math.tan(Math.PI * rest)
        : Math.copySign(Math.tan(Math.PI * (0.5 - Math.abs(rest))), rest);
  }

  /** {@return sin πx up to its sign, from the exact distance to the next whole number} */
  private static double sinPi(double x) {
    return Math.sin(Math.PI * (x - Math.rint(x)));
  }

  /** {@return the polynomial with these coefficients, that of the highest power first} */
  static double horner(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
