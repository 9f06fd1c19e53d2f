package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.fluxion.kernels.vector.Loop.Place.SECOND;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The error function, the normal distribution Φ, and GELU, which is x Φ(x). */
final class Normal {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final double ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;
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

  /** Of (erf x) / x in x²: the Chebyshev approximation, whose error is below 10⁻¹⁸. */
  private static final double[] CENTRAL = {
    1.1472499701094691e-08,
    -1.5940066854661717e-07,
    1.643068417974155e-06,
    -1.4924196305569617e-05,
    0.00012055289567541706,
    -0.0008548326188759752,
    0.005223977615420539,
    -0.026866170644428485,
    0.11283791670952596,
    -0.37612638903183715,
    1.1283791670955126
  };

  /**
   * Of (1 + 2x) e^(x²) (1 − erf x) in t = (x − 3.75) / (x + 3.75), after M. Shepherd and J.
   * Laframboise, "Chebyshev approximation of (1 + 2x) exp(x²) erfc x in 0 ≤ x &lt; ∞", Math. Comp.
   * 36 (1981), 249–253. Its error is below 10⁻¹⁷.
   */
  private static final double[] OUTER = {
    4.4358863974908454e-10,
    3.1110015018568084e-10,
    -5.284809448214757e-09,
    -3.7439485150483555e-09,
    3.8966734855230534e-08,
    2.326282269667956e-08,
    -2.5910876774605044e-07,
    -5.7217208959843563e-08,
    1.7520595614204865e-06,
    -9.735608485065752e-07,
    -1.1444413362522728e-05,
    2.238423973101422e-05,
    5.164921174521968e-05,
    -0.0002901540807684014,
    0.0002937136341962902,
    0.0017556258529527993,
    -0.00974657955249034,
    0.028362277418947566,
    -0.058693398590213636,
    0.09230432116037823,
    -0.1088039301417178,
    0.08227673849014518,
    0.003585415485463774,
    -0.14024059858554697,
    1.2375126308378275
  };

  /** From x that are not negative to e^(x²) (1 − erf x), behind what is first between. */
  private static final Loop COMPLEMENT = loop("complement").from(SECOND).to(SECOND);

  private static final Loop SCALED_SIZE = loop("scaledSize").to(SECOND);

  /** erf x. */
  static final Elements ERF =
      Exponential.GAUSSIAN_BETWEEN.then(loop("size").to(SECOND), COMPLEMENT, loop("erf"));

  /** The density of the standard normal distribution. */
  static final Elements DENSITY = Exponential.HALF_GAUSSIAN_BETWEEN.then(loop("density"));

  /** x Φ(x); −0 at −∞. */
  static final Elements GELU =
      Exponential.HALF_GAUSSIAN_BETWEEN.then(SCALED_SIZE, COMPLEMENT, loop("gelu"));

  /** Φ(x) + x Φ′(x). */
  static final Elements GELU_SLOPE =
      Exponential.HALF_GAUSSIAN_BETWEEN.then(SCALED_SIZE, COMPLEMENT, loop("geluSlope"));

  private Normal() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  private static void size(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).abs().intoArray(y, yAt + i);
    }
  }

  private static void scaledSize(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).abs().mul(SQRT_HALF).intoArray(y, yAt + i);
    }
  }

  private static void complement(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i).min(END);
      DoubleVector t = v.sub(MIDDLE).div(v.add(MIDDLE));
      Polynomial.of(t, OUTER)
          .div(v.fma(broadcast(SPECIES, 2), broadcast(SPECIES, 1)))
          .intoArray(y, yAt + i);
    }
  }

  private static void erf(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector gaussian = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector complement = DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i);
      DoubleVector outer = gaussian.neg().fma(complement, broadcast(SPECIES, 1));
      DoubleVector inner = v.mul(Polynomial.of(v.mul(v), CENTRAL));
      outer
          .reinterpretAsLongs()
          .lanewise(VectorOperators.OR, v.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN))
          .reinterpretAsDoubles()
          .blend(inner, v.abs().compare(VectorOperators.LT, CENTRE))
          .intoArray(y, yAt + i);
    }
  }

  private static void density(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector.fromArray(SPECIES, between, i).mul(ONE_OVER_SQRT_TWO_PI).intoArray(y, yAt + i);
    }
  }

  private static void gelu(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector cumulative = cumulative(v, between, i);
      v.mul(cumulative)
          .blend(-0.0, cumulative.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  private static void geluSlope(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector density = DoubleVector.fromArray(SPECIES, between, i).mul(ONE_OVER_SQRT_TWO_PI);
      DoubleVector complement = DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i);
      DoubleVector cumulative = cumulative(v, between, i);
      // To the left Φ is nearly −x Φ′, and the density is taken out of the sum.
      DoubleVector left = density.mul(complement.fma(broadcast(SPECIES, SQRT_HALF_PI), v));
      v.fma(density, cumulative)
          .blend(left, v.compare(VectorOperators.LT, TAIL))
          .blend(cumulative, density.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /** {@return Φ(x)} */
  private static DoubleVector cumulative(DoubleVector x, double[] between, int i) {
    DoubleVector complement = DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i);
    DoubleVector tail = DoubleVector.fromArray(SPECIES, between, i).mul(0.5).mul(complement);
    return tail.blend(broadcast(SPECIES, 1).sub(tail), x.compare(VectorOperators.GE, 0));
  }
}
