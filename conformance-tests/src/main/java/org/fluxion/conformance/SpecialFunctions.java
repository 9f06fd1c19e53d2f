package org.fluxion.conformance;

/**
 * Special functions in plain numbers, by other formulas than the kernel's, to a few units in the
 * last place where scenarios need them: |x| ≤ 3 for erf, x ≥ 0.5 for the others.
 *
 * <p>Formulas 7.6.1, 5.11.1, 5.11.2 and 5.15.8 of the NIST Digital Library of Mathematical
 * Functions, with the recurrences 5.5.1, 5.5.2 and 5.15.5.
 */
final class SpecialFunctions {
  /** From here on the asymptotic series below are exact to rounding. */
  private static final double FAR = 20;

  private SpecialFunctions() {}

  /** 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n+1)). */
  static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  static double normal(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  static double cumulativeNormal(double x) {
    return 0.5 * (1 + erf(x / Math.sqrt(2)));
  }

  static double lgamma(double x) {
    double z = x;
    double shift = 0;
    for (; z < FAR; z++) {
      shift += Math.log(z);
    }
    double w = 1 / (z * z);
    double series = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w / 1680))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }

  static double digamma(double x) {
    double z = x;
    double shift = 0;
    for (; z < FAR; z++) {
      shift += 1 / z;
    }
    double w = 1 / (z * z);
    double series = w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w / 240)));
    return Math.log(z) - 0.5 / z - series - shift;
  }

  static double trigamma(double x) {
    double z = x;
    double shift = 0;
    for (; z < FAR; z++) {
      shift += 1 / (z * z);
    }
    double w = 1 / (z * z);
    double series = w / z * (1.0 / 6 - w * (1.0 / 30 - w * (1.0 / 42 - w / 30)));
    return 1 / z + w / 2 + series + shift;
  }

  static double tetragamma(double x) {
    double z = x;
    double shift = 0;
    for (; z < FAR; z++) {
      shift += 2 / (z * z * z);
    }
    double w = 1 / (z * z);
    double series = w * w * (0.5 - w * (1.0 / 6 - w * (1.0 / 6 - 0.3 * w)));
    return -w - w / z - series - shift;
  }
}
