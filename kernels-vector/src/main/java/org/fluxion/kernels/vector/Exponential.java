package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
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

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;
  private static final double LN_2_REST = 2.3190468138462996e-17;
  private static final long BITS_OF_ONE = 0x3ff0000000000000L;

  private Exponential() {}

  /** Computes e^x. */
  static void exp(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      of(DoubleVector.fromArray(SPECIES, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  /** Computes e^(−|x|). */
  static void decay(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      of(DoubleVector.fromArray(SPECIES, x, xAt + i).abs().neg()).intoArray(y, yAt + i);
    }
  }

  /**
   * Computes e^(−x²).
   *
   * <p>The rounding error of x² alone would cost hundreds of ulp far out, so it is carried along.
   */
  static void gaussian(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector minusSquare = v.mul(v).neg();
      DoubleVector value = of(minusSquare);
      DoubleVector correction = v.fma(v, minusSquare).neg();
      value
          .fma(correction, value)
          .blend(0, value.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /** Computes e^(−x²/2). */
  static void halfGaussian(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector square = v.mul(v);
      DoubleVector value = of(square.mul(-0.5));
      DoubleVector correction = v.fma(v, square.neg()).mul(-0.5);
      value
          .fma(correction, value)
          .blend(0, value.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  /** Computes e^x − 1, from half of it, which does not overflow before the result does. */
  static void expm1(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector n = exponent(v);
      DoubleVector r = rest(v, n);
      DoubleVector scale = power(n.sub(1).add(TO_INTEGER));
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

  /** {@return e^x} */
  static DoubleVector of(DoubleVector x) {
    DoubleVector n = exponent(x);
    DoubleVector r = rest(x, n);
    DoubleVector mantissa = r.mul(r).fma(tail(r), r).add(1);
    // In two steps, since 2ⁿ may be out of range where e^x is not.
    DoubleVector half = n.fma(broadcast(SPECIES, 0.5), broadcast(SPECIES, TO_INTEGER));
    DoubleVector other = n.sub(half.sub(TO_INTEGER)).add(TO_INTEGER);
    return mantissa
        .mul(power(half))
        .mul(power(other))
        .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, OVERFLOW))
        .blend(0, x.compare(VectorOperators.LT, UNDERFLOW));
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
    DoubleVector p =
        r.fma(
            broadcast(SPECIES, 2.0914686968086876e-09), broadcast(SPECIES, 2.5105217004720745e-08));
    p = p.fma(r, broadcast(SPECIES, 2.75572736431103e-07));
    p = p.fma(r, broadcast(SPECIES, 2.7557255400206422e-06));
    p = p.fma(r, broadcast(SPECIES, 2.4801587325547743e-05));
    p = p.fma(r, broadcast(SPECIES, 0.00019841269874820627));
    p = p.fma(r, broadcast(SPECIES, 0.0013888888888883748));
    p = p.fma(r, broadcast(SPECIES, 0.008333333333326136));
    p = p.fma(r, broadcast(SPECIES, 0.04166666666666667));
    p = p.fma(r, broadcast(SPECIES, 0.1666666666666667));
    return p.fma(r, broadcast(SPECIES, 0.5));
  }
}
