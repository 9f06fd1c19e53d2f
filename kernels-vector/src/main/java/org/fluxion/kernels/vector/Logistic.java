package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function and its kin, formed from e = e^(−|x|), which never overflows.
 *
 * <p>What the denominator 1 + e rounds off is carried along, so that little more is rounded than
 * the result.
 */
final class Logistic {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** 1 / (1 + e^(−x)). */
  static final Elements SIGMOID =
      Elements.of(Exponential.MINUS_SIZE, Exponential.POWER, loop("sigmoid"));

  /** From e between to e / (1 + e)². */
  static final Loop SLOPE_OF_POWER = loop("slope");

  /** The derivative of that, e / (1 + e)². */
  static final Elements SLOPE =
      Elements.of(Exponential.MINUS_SIZE, Exponential.POWER, SLOPE_OF_POWER);

  /** log(1 + e^x). */
  static final Elements SOFTPLUS =
      Elements.of(Exponential.MINUS_SIZE, Exponential.POWER, loop("softplus"));

  private Logistic() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  private static void sigmoid(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector e = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector divisor = e.add(1);
      DoubleVector rest = e.sub(divisor.sub(1));
      DoubleVector numerator = e.blend(1, v.compare(VectorOperators.GE, 0));
      quotient(numerator, divisor, rest).intoArray(y, yAt + i);
    }
  }

  private static void slope(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector e = DoubleVector.fromArray(SPECIES, between, i);
      DoubleVector sum = e.add(1);
      DoubleVector rest = e.sub(sum.sub(1));
      DoubleVector square = sum.mul(sum);
      quotient(e, square, rest.add(rest).fma(sum, sum.fma(sum, square.neg())))
          .intoArray(y, yAt + i);
    }
  }

  private static void softplus(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector e = DoubleVector.fromArray(SPECIES, between, i);
      v.blend(0, v.compare(VectorOperators.LT, 0))
          .add(Logarithm.ofOnePlus(e))
          .intoArray(y, yAt + i);
    }
  }

  /** {@return numerator / (divisor + rest)} */
  private static DoubleVector quotient(
      DoubleVector numerator, DoubleVector divisor, DoubleVector rest) {
    DoubleVector inverse = broadcast(SPECIES, 1).div(divisor);
    DoubleVector quotient = numerator.mul(inverse);
    DoubleVector minus = quotient.neg();
    return minus.fma(rest, minus.fma(divisor, numerator)).fma(inverse, quotient);
  }
}
