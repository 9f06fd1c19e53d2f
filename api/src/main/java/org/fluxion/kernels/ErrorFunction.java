package org.fluxion.kernels;

/**
 * The error function erf x = 2/√π ∫₀ˣ e^(−t²) dt and what its tails are made of.
 *
 * <p>Rational Chebyshev approximations from W. J. Cody, "Rational Chebyshev approximations for the
 * error function", Math. Comp. 23 (1969), 631–637; their own error is below 6·10⁻¹⁸. Results are
 * within 2 ulp.
 */
final class ErrorFunction {
  private static final double ONE_OVER_SQRT_PI = 0.5641895835477563;

  /** Up to here the approximation of erf itself is used. */
  private static final double CENTRE = 0.46875;

  /** From here on the approximation in 1/x² is used. */
  private static final double TAIL = 4;

  private static final double[] CENTRE_NUMERATOR = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] CENTRE_DENOMINATOR = {
    1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_NUMERATOR = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_DENOMINATOR = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] TAIL_NUMERATOR = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] TAIL_DENOMINATOR = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /** {@return erf x} */
  static double erf(double x) {
    double size = Math.abs(x);
    return size <= CENTRE
        ? central(x)
        : Math.copySign(1 - gaussian(size, 1) * scaledComplement(size), x);
  }

  /**
   * {@return e^(x²) · (1 − erf x), which falls like 1/x and never underflows}
   *
   * @param x not negative
   */
  static double scaledComplement(double x) {
    if (x <= CENTRE) {
      return Math.exp(x * x) * (1 - central(x));
    }
    if (x <= TAIL) {
      return horner(MIDDLE_NUMERATOR, x) / horner(MIDDLE_DENOMINATOR, x);
    }
    double z = 1 / (x * x);
    double correction = z * horner(TAIL_NUMERATOR, z) / horner(TAIL_DENOMINATOR, z);
    return (ONE_OVER_SQRT_PI - correction) / x;
  }

  /**
   * {@return e^(−factor · x²)}
   *
   * <p>The rounding error of x² alone would cost hundreds of ulp far out, so it is carried along.
   *
   * @param factor a power of two, so that multiplying by it is exact
   */
  static double gaussian(double x, double factor) {
    double square = x * x;
    double value = Math.exp(-factor * square);
    return value == 0 ? value : value - value * (factor * Math.fma(x, x, -square));
  }

  /** {@return the polynomial with these coefficients, that of the highest power first} */
  private static double horner(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }

  private static double central(double x) {
    double square = x * x;
    return x * (horner(CENTRE_NUMERATOR, square) / horner(CENTRE_DENOMINATOR, square));
  }
}
