package org.fluxion.tensor;

import org.fluxion.kernels.Kernels;

/**
 * Derivatives in the table of {@link UnaryFunction} that are functions of their own, because the
 * obvious formula, or what becomes of it when it is differentiated again, would cancel, overflow or
 * underflow somewhere.
 */
final class Slopes {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

  /** 1 / x for an x that comes from above: +∞ also at −0, which a square root or −x may give. */
  static final UnaryFunction RECIPROCAL_FROM_ABOVE =
      new UnaryFunction(
          "reciprocalFromAbove",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = 1 / (x[i] + 0.0);
            }
          },
          (x, y) -> y.square().unaryMinus(),
          Formulas::reciprocalFromAbove);

  /**
   * The derivative of a cube root, 1 / 3x^⅔.
   *
   * <p>Its own derivative at 0 is that from above, −∞.
   */
  static final UnaryFunction CBRT =
      new UnaryFunction(
          "cbrtSlope",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              double root = Math.cbrt(x[i]);
              y[i] = 1 / (3 * root * root);
            }
          },
          (x, y) -> y.div(x).times(-2.0 / 3));

  /**
   * 1 / (1 + x²); its derivative is formed as (xy)y, because y² underflows long before xy² does.
   */
  static final UnaryFunction ATAN =
      new UnaryFunction(
          "atanSlope",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              double square = x[i] * x[i];
              y[i] = square < 1e300 ? 1 / (1 + square) : 1 / x[i] / x[i];
            }
          },
          (x, y) -> Scale.INSTANCE.apply(x, y).times(y).times(-2),
          Formulas::atanSlope);

  /** σ(x) σ(−x), whose derivative is that times −tanh(x/2), where σ(−x) − σ(x) would cancel. */
  static final UnaryFunction SIGMOID =
      new UnaryFunction(
          "sigmoidSlope",
          (x, y) -> Kernels.current().sigmoidSlope(x, 0, y, 0, y.length),
          (x, y) -> x.times(0.5).tanh().times(y).unaryMinus());

  /** 2/√π e^(−x²). */
  static final UnaryFunction ERF =
      new UnaryFunction(
          "erfSlope",
          (x, y) -> {
            Kernels.current().gaussian(x, 0, y, 0, y.length);
            for (int i = 0; i < y.length; i++) {
              y[i] *= TWO_OVER_SQRT_PI;
            }
          },
          (x, y) -> Scale.INSTANCE.apply(x, y).times(-2));

  /** Φ(x) + x φ(x), whose derivative is (2 − x²) φ(x). */
  static final UnaryFunction GELU =
      new UnaryFunction(
          "geluSlope",
          (x, y) -> Kernels.current().geluSlope(x, 0, y, 0, y.length),
          (x, y) -> {
            Tensor factor = new ConstantMinusSquare(2).apply(x);
            return Scale.INSTANCE.apply(factor, Slopes.NORMAL_DENSITY.apply(x));
          });

  /** φ(x). */
  static final UnaryFunction NORMAL_DENSITY =
      new UnaryFunction(
          "normalDensity",
          (x, y) -> Kernels.current().normalDensity(x, 0, y, 0, y.length),
          (x, y) -> Scale.INSTANCE.apply(x, y).unaryMinus());

  private Slopes() {}
}
