package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.fluxion.kernels.vector.Loop.Place.FIRST;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent and its derivative.
 *
 * <p>With t = e^(−2|x|) − 1, tanh |x| = −t / (2 + t). The sum t and the denominator are carried as
 * two numbers each, so that little more is rounded than the result.
 */
final class Hyperbolic {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** From here on tanh x rounds to 1. */
  private static final double ONE_FROM = 20;

  /** Below it 1 − tanh² loses at most one bit. */
  private static final double ACCURATE_BELOW = 0.5;

  private static final long SIGN = Long.MIN_VALUE;

  /** tanh x. */
  static final Elements TANH =
      Elements.of(
          loop("twiceMinusBoundedSize").to(FIRST),
          loop("powerMinusOne").from(FIRST).to(FIRST),
          loop("quotient"));

  /** A quarter of 1 − tanh²: e / (1 + e)² with e = e^(−2|x|). */
  static final Elements QUARTER =
      Elements.of(loop("twiceMinusSize").to(FIRST), Exponential.POWER, Logistic.SLOPE_OF_POWER);

  private Hyperbolic() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  private static void twiceMinusBoundedSize(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector size = DoubleVector.fromArray(SPECIES, x, xAt + i).abs();
      size.min(ONE_FROM).mul(-2).intoArray(y, yAt + i);
    }
  }

  private static void twiceMinusSize(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector.fromArray(SPECIES, x, xAt + i).abs().mul(-2).intoArray(y, yAt + i);
    }
  }

  /** Computes t = e^u − 1 for −40 ≤ u ≤ 0, and what is lost of it behind. */
  private static void powerMinusOne(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector u = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector n = Exponential.exponent(u);
      DoubleVector r = Exponential.rest(u, n);
      DoubleVector scale = Exponential.power(n.add(Exponential.TO_INTEGER));
      DoubleVector base = scale.sub(1);
      DoubleVector high = scale.fma(r, base);
      DoubleVector lost = scale.fma(r, base.sub(high));
      DoubleVector low = scale.mul(r.mul(r)).fma(Exponential.tail(r), lost);
      DoubleVector t = high.add(low);
      t.intoArray(y, yAt + i);
      low.sub(t.sub(high)).intoArray(between, Elements.SECOND + i);
    }
  }

  private static void quotient(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      LongVector sign =
          DoubleVector.fromArray(SPECIES, x, xAt + i)
              .reinterpretAsLongs()
              .lanewise(VectorOperators.AND, SIGN);
      DoubleVector t = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector rest = DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i);
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
          .lanewise(VectorOperators.OR, sign)
          .reinterpretAsDoubles()
          .intoArray(y, yAt + i);
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
  static void difference(double[] tanh, int at, double[] y, int yAt, int length) {
    int whole = Lanes.whole(length);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, tanh, at + i);
      w.neg().fma(w, broadcast(SPECIES, 1)).intoArray(y, yAt + i);
    }
    for (int i = whole; i < length; i++) {
      y[yAt + i] = Math.fma(-tanh[at + i], tanh[at + i], 1);
    }
  }

  /** Computes 1 − tanh² from tanh and, where that cancels, from a quarter of it. */
  static void slope(double[] tanh, int at, double[] quarter, double[] y, int yAt, int length) {
    int whole = Lanes.whole(length);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector w = DoubleVector.fromArray(SPECIES, tanh, at + i);
      DoubleVector.fromArray(SPECIES, quarter, i)
          .mul(4)
          .blend(
              w.neg().fma(w, broadcast(SPECIES, 1)),
              w.mul(w).compare(VectorOperators.LT, ACCURATE_BELOW))
          .intoArray(y, yAt + i);
    }
    for (int i = whole; i < length; i++) {
      double w = tanh[at + i];
      y[yAt + i] = w * w < ACCURATE_BELOW ? Math.fma(-w, w, 1) : 4 * quarter[i];
    }
  }
}
