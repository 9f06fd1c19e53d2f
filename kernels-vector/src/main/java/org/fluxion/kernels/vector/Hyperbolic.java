package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The hyperbolic tangent and its derivative. */
final class Hyperbolic {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** From here on tanh x rounds to 1. */
  private static final double ONE_FROM = 20;

  /** Below it 1 − tanh² loses at most one bit. */
  private static final double ACCURATE_BELOW = 0.5;

  private static final long SIGN = Long.MIN_VALUE;

  private Hyperbolic() {}

  /**
   * Computes tanh x.
   *
   * <p>With t = e^(−2|x|) − 1, tanh |x| = −t / (2 + t). The sum t and the denominator are carried
   * as two numbers each, so that little more is rounded than the result.
   */
  static void tanh(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector size = v.abs();
      DoubleVector u = size.blend(ONE_FROM, size.compare(VectorOperators.GT, ONE_FROM)).mul(-2);
      DoubleVector n = Exponential.exponent(u);
      DoubleVector r = Exponential.rest(u, n);
      DoubleVector scale = Exponential.power(n.add(Exponential.TO_INTEGER));
      DoubleVector base = scale.sub(1);
      DoubleVector high = scale.fma(r, base);
      DoubleVector lost = scale.fma(r, base.sub(high));
      DoubleVector low = scale.mul(r.mul(r)).fma(Exponential.tail(r), lost);
      DoubleVector t = high.add(low);
      DoubleVector rest = low.sub(t.sub(high));
      DoubleVector divisor = t.add(2);
      DoubleVector inverse = broadcast(SPECIES, 1).div(divisor);
      DoubleVector minus = t.mul(inverse).neg();
      DoubleVector divisorRest = t.sub(divisor.sub(2)).add(rest);
      DoubleVector remainder = minus.fma(divisorRest, minus.fma(divisor, t).add(rest));
      remainder
          .neg()
          .fma(inverse, minus)
          .abs()
          .reinterpretAsLongs()
          .lanewise(VectorOperators.OR, v.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN))
          .reinterpretAsDoubles()
          .intoArray(y, yAt + i);
    }
  }

  /** Computes e^(−2|x|). */
  static void decay(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      Exponential.of(v.abs().mul(-2)).intoArray(y, yAt + i);
    }
  }

  /** {@return whether 1 − tanh² would cancel for an element} */
  static boolean isSaturated(double[] tanh, int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (tanh[i] * tanh[i] >= ACCURATE_BELOW) {
        return true;
      }
    }
    return false;
  }

  /** Computes 1 − tanh² where that does not cancel. */
  static void difference(double[] tanh, int tanhAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, tanh, tanhAt + i);
      w.neg().fma(w, broadcast(SPECIES, 1)).intoArray(y, yAt + i);
    }
  }

  /** Computes 1 − tanh² from tanh and, where that cancels, from e / (1 + e)², a quarter of it. */
  static void slope(
      double[] tanh, int tanhAt, double[] quarter, int quarterAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, tanh, tanhAt + i);
      DoubleVector q = DoubleVector.fromArray(SPECIES, quarter, quarterAt + i);
      q.mul(4)
          .blend(
              w.neg().fma(w, broadcast(SPECIES, 1)),
              w.mul(w).compare(VectorOperators.LT, ACCURATE_BELOW))
          .intoArray(y, yAt + i);
    }
  }
}
