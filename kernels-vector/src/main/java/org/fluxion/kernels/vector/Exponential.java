package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.fluxion.kernels.vector.Loop.Place.FIRST;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers of e: with n the integer next to x / ln 2 and r = x − n ln 2, e^x = 2ⁿ (1 + (e^r − 1)).
 *
 * <p>The polynomial is the Chebyshev approximation of (e^r − 1 − r) / r² on |r| ≤ ½ ln 2; its own
 * error is below 10⁻¹⁸.
 */
final class Exponential {
  /** Added to a number, it leaves the nearest integer in the last bits. */
  static final double TO_INTEGER = 0x1.8p52;

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** Above it e^x is infinite, and so is e^x − 1. */
  private static final double OVERFLOW = 709.782712893384;

  /** Below it e^x rounds to zero. */
  private static final double UNDERFLOW = -745.1332191019412;

  /** Below it e^x − 1 rounds to −1. */
  private static final double LOST = -38;

  /** Brings 2ⁿ into the range of normal numbers where e^x is not. */
  private static final double SHIFT = 64;

  private static final double POWER_OF_SHIFT = 0x1p64;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;
  private static final double LN_2_REST = 2.3190468138462996e-17;
  private static final long BITS_OF_ONE = 0x3ff0000000000000L;

  private static final double[] TAIL = {
    2.0914686968086876e-09,
    2.5105217004720745e-08,
    2.75572736431103e-07,
    2.7557255400206422e-06,
    2.4801587325547743e-05,
    0.00019841269874820627,
    0.0013888888888883748,
    0.008333333333326136,
    0.04166666666666667,
    0.1666666666666667,
    0.5
  };

  /** e^x. */
  static final Elements EXP = Elements.of(loop("exp"));

  /** e^x − 1. */
  static final Elements EXPM1 = Elements.of(loop("expm1"));

  /** From what is between to e to its power, there. */
  static final Loop POWER = loop("exp").from(FIRST).to(FIRST);

  /** From x to −|x| between. */
  static final Loop MINUS_SIZE = loop("minusSize").to(FIRST);

  private static final Loop MINUS_SQUARE = loop("minusSquare").to(FIRST);
  private static final Loop MINUS_HALF_SQUARE = loop("minusHalfSquare").to(FIRST);
  private static final Loop GAUSSIAN_OF_POWER = loop("gaussian");
  private static final Loop HALF_GAUSSIAN_OF_POWER = loop("halfGaussian");

  /** e^(−x²). */
  static final Elements GAUSSIAN = Elements.of(MINUS_SQUARE, POWER, GAUSSIAN_OF_POWER);

  /** From x to e^(−x²) between. */
  static final Elements GAUSSIAN_BETWEEN =
      Elements.of(MINUS_SQUARE, POWER, GAUSSIAN_OF_POWER.to(FIRST));

  /** From x to e^(−x²/2) between. */
  static final Elements HALF_GAUSSIAN_BETWEEN =
      Elements.of(MINUS_HALF_SQUARE, POWER, HALF_GAUSSIAN_OF_POWER.to(FIRST));

  private Exponential() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  private static void exp(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector n = exponent(v);
      DoubleVector r = rest(v, n);
      DoubleVector mantissa = r.mul(r).fma(tail(r), r).add(1);
      VectorMask<Double> negative = v.compare(VectorOperators.LT, 0);
      DoubleVector shifted = n.add(broadcast(SPECIES, -SHIFT).blend(SHIFT, negative));
      DoubleVector back = broadcast(SPECIES, POWER_OF_SHIFT).blend(1 / POWER_OF_SHIFT, negative);
      mantissa
          .mul(power(shifted.add(TO_INTEGER)))
          .mul(back)
          .blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW))
          .blend(0, v.compare(VectorOperators.LT, UNDERFLOW))
          .intoArray(y, yAt + i);
    }
  }

  /** From half of it, which does not overflow before the result does. */
  private static void expm1(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector n = exponent(v);
      DoubleVector r = rest(v, n);
      DoubleVector scale = power(n.add(TO_INTEGER - 1));
      DoubleVector base = scale.sub(0.5);
      DoubleVector high = scale.fma(r, base);
      DoubleVector low = scale.fma(r, base.sub(high));
      DoubleVector sum = high.add(scale.mul(r.mul(r)).fma(tail(r), low));
      sum.add(sum)
          .blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, OVERFLOW))
          .blend(-1, v.compare(VectorOperators.LT, LOST))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  private static void minusSize(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).abs().neg().intoArray(y, yAt + i);
    }
  }

  private static void minusSquare(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      v.mul(v).neg().intoArray(y, yAt + i);
    }
  }

  private static void minusHalfSquare(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      v.mul(v).mul(-0.5).intoArray(y, yAt + i);
    }
  }

  /** The rounding error of x² alone would cost hundreds of ulp far out, so it is carried along. */
  private static void gaussian(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector value = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector correction = v.fma(v, v.mul(v).neg()).neg();
      value
          .fma(correction, value)
          .blend(0, value.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  private static void halfGaussian(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector value = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector correction = v.fma(v, v.mul(v).neg()).mul(-0.5);
      value
          .fma(correction, value)
          .blend(0, value.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /** {@return the integer next to x / ln 2} */
  static DoubleVector exponent(DoubleVector x) {
    return x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, TO_INTEGER)).sub(TO_INTEGER);
  }

  /** {@return x − n ln 2} */
  static DoubleVector rest(DoubleVector x, DoubleVector n) {
    return n.fma(broadcast(SPECIES, -LN_2_REST), n.fma(broadcast(SPECIES, -LN_2), x));
  }

  /** {@return 2ⁿ for a whole n from −1022 to 1023 that has been added to {@link #TO_INTEGER}} */
  static DoubleVector power(DoubleVector n) {
    return n.reinterpretAsLongs()
        .lanewise(VectorOperators.LSHL, 52)
        .add(BITS_OF_ONE)
        .reinterpretAsDoubles();
  }

  /** {@return (e^r − 1 − r) / r²} */
  static DoubleVector tail(DoubleVector r) {
    return Polynomial.of(r, TAIL);
  }
}
