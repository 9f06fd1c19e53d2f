package org.fluxion.kernels;

/**
 * The standard normal distribution, and GELU, which is made of it: x · Φ(x), from D. Hendrycks and
 * K. Gimpel, "Gaussian error linear units" (2016), in its exact form.
 *
 * <p>In the left tail everything is formed as the density times a factor that varies slowly, so
 * that nothing cancels: Φ(x) = e^(−x²/2) · erfcx(−x/√2) / 2 with erfcx t = e^(t²) erfc t.
 */
final class NormalDistribution {
  private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
  private static final double SQRT_HALF_PI = 1.2533141373155003;
  private static final double SQRT_HALF = 0.7071067811865476;

  /** To the left of it Φ is formed from its tail. */
  private static final double TAIL = -0.5;

  private NormalDistribution() {}

  /** {@return φ(x) = e^(−x²/2) / √(2π)} */
  static double density(double x) {
    return ONE_OVER_SQRT_TWO_PI * ErrorFunction.gaussian(x, 0.5);
  }

  /** {@return Φ(x), the integral of the density up to x} */
  static double cumulative(double x) {
    return x < TAIL
        ? 0.5 * ErrorFunction.gaussian(x, 0.5) * ErrorFunction.scaledComplement(-x * SQRT_HALF)
        : 0.5 + 0.5 * ErrorFunction.erf(x * SQRT_HALF);
  }

  /** {@return x · Φ(x); −0 at −∞} */
  static double gelu(double x) {
    double cumulative = cumulative(x);
    return cumulative == 0 ? -0.0 : x * cumulative;
  }

  /** {@return Φ(x) + x · φ(x), the derivative of x · Φ(x)} */
  static double geluSlope(double x) {
    double density = density(x);
    if (density == 0) {
      return x > 0 ? 1 : 0;
    }
    return x < TAIL
        ? density * (SQRT_HALF_PI * ErrorFunction.scaledComplement(-x * SQRT_HALF) + x)
        : cumulative(x) + x * density;
  }
}
