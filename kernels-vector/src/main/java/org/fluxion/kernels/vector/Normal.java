package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The error function, the normal distribution Φ, and GELU, which is x Φ(x). */
final class Normal {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
  private static final double SQRT_HALF_PI = 1.2533141373155003;
  private static final double SQRT_HALF = 0.7071067811865476;

  private static final long SIGN = Long.MIN_VALUE;

  /** Up to here the error function is its own polynomial. */
  private static final double CENTRE = 0.75;

  /** To the left of it the slope of GELU is formed from the tail. */
  private static final double TAIL = -0.5;

  /** Where the variable of the polynomial is zero. */
  private static final double MIDDLE = 3.75;

  /** Here e^(−x²) is zero. */
  private static final double END = 30;

  private Normal() {}

  /**
   * Computes erf x, given x and e^(−x²); about 0 by the Chebyshev approximation of (erf x) / x in
   * x², whose error is below 10⁻¹⁸.
   */
  static void erf(
      double[] x, int xAt, double[] gaussian, int gaussianAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector size = v.abs();
      DoubleVector g = DoubleVector.fromArray(SPECIES, gaussian, gaussianAt + i);
      DoubleVector outer = g.neg().fma(scaledComplement(size), broadcast(SPECIES, 1));
      DoubleVector z = v.mul(v);
      DoubleVector p =
          z.fma(
              broadcast(SPECIES, 1.1472499701094691e-08),
              broadcast(SPECIES, -1.5940066854661717e-07));
      p = p.fma(z, broadcast(SPECIES, 1.643068417974155e-06));
      p = p.fma(z, broadcast(SPECIES, -1.4924196305569617e-05));
      p = p.fma(z, broadcast(SPECIES, 0.00012055289567541706));
      p = p.fma(z, broadcast(SPECIES, -0.0008548326188759752));
      p = p.fma(z, broadcast(SPECIES, 0.005223977615420539));
      p = p.fma(z, broadcast(SPECIES, -0.026866170644428485));
      p = p.fma(z, broadcast(SPECIES, 0.11283791670952596));
      p = p.fma(z, broadcast(SPECIES, -0.37612638903183715));
      p = p.fma(z, broadcast(SPECIES, 1.1283791670955126));
      outer
          .reinterpretAsLongs()
          .lanewise(VectorOperators.OR, v.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN))
          .reinterpretAsDoubles()
          .blend(v.mul(p), size.compare(VectorOperators.LT, CENTRE))
          .intoArray(y, yAt + i);
    }
  }

  /** Computes x Φ(x), given x and e^(−x²/2); −0 at −∞. */
  static void gelu(
      double[] x, int xAt, double[] gaussian, int gaussianAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector g = DoubleVector.fromArray(SPECIES, gaussian, gaussianAt + i);
      DoubleVector tail = g.mul(0.5).mul(scaledComplement(v.abs().mul(SQRT_HALF)));
      DoubleVector cumulative =
          tail.blend(broadcast(SPECIES, 1).sub(tail), v.compare(VectorOperators.GE, 0));
      v.mul(cumulative)
          .blend(-0.0, cumulative.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /** Computes Φ(x) + x Φ′(x), given x and e^(−x²/2). */
  static void geluSlope(
      double[] x, int xAt, double[] gaussian, int gaussianAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector g = DoubleVector.fromArray(SPECIES, gaussian, gaussianAt + i);
      DoubleVector density = g.mul(ONE_OVER_SQRT_TWO_PI);
      DoubleVector complement = scaledComplement(v.abs().mul(SQRT_HALF));
      DoubleVector tail = g.mul(0.5).mul(complement);
      DoubleVector cumulative =
          tail.blend(broadcast(SPECIES, 1).sub(tail), v.compare(VectorOperators.GE, 0));
      // To the left Φ is nearly −x Φ′, and the density is taken out of the sum.
      DoubleVector left = density.mul(complement.fma(broadcast(SPECIES, SQRT_HALF_PI), v));
      v.fma(density, cumulative)
          .blend(left, v.compare(VectorOperators.LT, TAIL))
          .blend(cumulative, density.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /**
   * {@return e^(x²) (1 − erf x) for x that are not negative}
   *
   * <p>As P(t) / (1 + 2x) with t = (x − 3.75) / (x + 3.75), after M. Shepherd and J. Laframboise,
   * "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞", Math. Comp. 36 (1981),
   * 249–253. The error of P is below 10⁻¹⁷.
   */
  private static DoubleVector scaledComplement(DoubleVector given) {
    DoubleVector x = given.blend(END, given.compare(VectorOperators.GT, END));
    DoubleVector t = x.sub(MIDDLE).div(x.add(MIDDLE));
    DoubleVector p = upper(t);
    p = p.fma(t, broadcast(SPECIES, -0.0002901540807684014));
    p = p.fma(t, broadcast(SPECIES, 0.0002937136341962902));
    p = p.fma(t, broadcast(SPECIES, 0.0017556258529527993));
    p = p.fma(t, broadcast(SPECIES, -0.00974657955249034));
    p = p.fma(t, broadcast(SPECIES, 0.028362277418947566));
    p = p.fma(t, broadcast(SPECIES, -0.058693398590213636));
    p = p.fma(t, broadcast(SPECIES, 0.09230432116037823));
    p = p.fma(t, broadcast(SPECIES, -0.1088039301417178));
    p = p.fma(t, broadcast(SPECIES, 0.08227673849014518));
    p = p.fma(t, broadcast(SPECIES, 0.003585415485463774));
    p = p.fma(t, broadcast(SPECIES, -0.14024059858554697));
    p = p.fma(t, broadcast(SPECIES, 1.2375126308378275));
    return p.div(x.fma(broadcast(SPECIES, 2), broadcast(SPECIES, 1)));
  }

  /** {@return the polynomial's coefficients from the highest down to that of t¹², as a number} */
  private static DoubleVector upper(DoubleVector t) {
    DoubleVector p =
        t.fma(
            broadcast(SPECIES, 4.4358863974908454e-10), broadcast(SPECIES, 3.1110015018568084e-10));
    p = p.fma(t, broadcast(SPECIES, -5.284809448214757e-09));
    p = p.fma(t, broadcast(SPECIES, -3.7439485150483555e-09));
    p = p.fma(t, broadcast(SPECIES, 3.8966734855230534e-08));
    p = p.fma(t, broadcast(SPECIES, 2.326282269667956e-08));
    p = p.fma(t, broadcast(SPECIES, -2.5910876774605044e-07));
    p = p.fma(t, broadcast(SPECIES, -5.7217208959843563e-08));
    p = p.fma(t, broadcast(SPECIES, 1.7520595614204865e-06));
    p = p.fma(t, broadcast(SPECIES, -9.735608485065752e-07));
    p = p.fma(t, broadcast(SPECIES, -1.1444413362522728e-05));
    p = p.fma(t, broadcast(SPECIES, 2.238423973101422e-05));
    return p.fma(t, broadcast(SPECIES, 5.164921174521968e-05));
  }
}
