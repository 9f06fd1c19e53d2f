package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.fluxion.kernels.vector.Loop.Place.FIRST;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Natural logarithms: x = 2^k (1 + f) with 1 + f between √½ and √2, and log(1 + f) from s = f / (2
 * + f) with the approximation of FDLIBM (Sun Microsystems 1993, e_log.c), whose error is below
 * 2^(−58).
 */
final class Logarithm {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final double SQRT_2 = 1.4142135623730951;

  /** The first part has so few bits that multiplying it by k is exact. */
  private static final double LN_2_HIGH = 6.93147180369123816490e-01;

  private static final double LN_2_LOW = 1.90821492927058770002e-10;

  private static final long BITS_OF_ONE = 0x3ff0000000000000L;
  private static final long BITS_OF_SQRT_HALF = 0x3fe6a09e667f3bcdL;
  private static final long MANTISSA = 0x000fffffffffffffL;

  /** A whole number below 2⁵² in the last bits of this one is added to it. */
  private static final double TWO_52 = 0x1p52;

  private static final long BITS_OF_TWO_52 = 0x4330000000000000L;

  /** Brings subnormal numbers into the normal range. */
  private static final double UP = 0x1p54;

  /** Above it, 1 + x rounds off less than counts. */
  private static final double LARGE = 0x1p60;

  private static final double[] SERIES = {
    1.479819860511658591e-01,
    1.531383769920937332e-01,
    1.818357216161805012e-01,
    2.222219843214978396e-01,
    2.857142874366239149e-01,
    3.999999999940941908e-01,
    6.666666666666735130e-01
  };

  /** log x. */
  static final Elements LOG = Elements.of(loop("parts").to(FIRST), loop("log"));

  /** log(1 + x), with what that sum rounds off carried along. */
  static final Elements LOG1P = Elements.of(loop("partsOfOnePlus").to(FIRST), loop("log1p"));

  private Logarithm() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  /** Computes k, and f behind. */
  private static void parts(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      VectorMask<Double> small = v.compare(VectorOperators.LT, Double.MIN_NORMAL);
      LongVector bits = shifted(v.blend(v.mul(UP), small));
      DoubleVector k = exponent(bits);
      k.blend(k.sub(54), small).intoArray(y, yAt + i);
      mantissa(bits).sub(1).intoArray(between, Elements.SECOND + i);
    }
  }

  /** Computes k, and f behind, of 1 + x. */
  private static void partsOfOnePlus(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector sum = v.add(1);
      DoubleVector ofX = sum.sub(1);
      DoubleVector rest = broadcast(SPECIES, 1).sub(sum.sub(ofX)).add(v.sub(ofX));
      LongVector bits = shifted(sum);
      DoubleVector mantissa = mantissa(bits);
      // The exponents of mantissa and sum differ by k.
      LongVector power = mantissa.reinterpretAsLongs().sub(sum.reinterpretAsLongs());
      DoubleVector scale = power.add(BITS_OF_ONE).reinterpretAsDoubles();
      DoubleVector scaled = rest.mul(scale).blend(0, v.compare(VectorOperators.GT, LARGE));
      exponent(bits).intoArray(y, yAt + i);
      mantissa.sub(1).add(scaled).intoArray(between, Elements.SECOND + i);
    }
  }

  private static void log(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      ofParts(between, i)
          .blend(v, v.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
          .blend(Double.NaN, v.compare(VectorOperators.GE, 0).not())
          .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
          .intoArray(y, yAt + i);
    }
  }

  private static void log1p(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      ofParts(between, i)
          .blend(v, v.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY))
          .blend(v, v.compare(VectorOperators.EQ, 0))
          .blend(Double.NaN, v.compare(VectorOperators.GE, -1).not())
          .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, -1))
          .intoArray(y, yAt + i);
    }
  }

  private static DoubleVector ofParts(double[] between, int i) {
    return of(
        DoubleVector.fromArray(SPECIES, between, i),
        DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i));
  }

  /** {@return log(1 + x) for x from 0 to 1} */
  static DoubleVector ofOnePlus(DoubleVector x) {
    DoubleVector sum = x.add(1);
    DoubleVector rest = x.sub(sum.sub(1));
    VectorMask<Double> high = sum.compare(VectorOperators.GT, SQRT_2);
    DoubleVector k = DoubleVector.zero(SPECIES).blend(1, high);
    DoubleVector scale = broadcast(SPECIES, 1).blend(0.5, high);
    return of(k, rest.fma(scale, sum.fma(scale, broadcast(SPECIES, -1))));
  }

  /** {@return the bits of a positive normal number, with √½ where the exponent goes up} */
  private static LongVector shifted(DoubleVector x) {
    return x.reinterpretAsLongs().add(BITS_OF_ONE - BITS_OF_SQRT_HALF);
  }

  /** {@return k, from shifted bits} */
  private static DoubleVector exponent(LongVector shifted) {
    return shifted
        .lanewise(VectorOperators.LSHR, 52)
        .lanewise(VectorOperators.OR, BITS_OF_TWO_52)
        .reinterpretAsDoubles()
        .sub(TWO_52 + 1023);
  }

  /** {@return 1 + f, from shifted bits} */
  private static DoubleVector mantissa(LongVector shifted) {
    return shifted
        .lanewise(VectorOperators.AND, MANTISSA)
        .add(BITS_OF_SQRT_HALF)
        .reinterpretAsDoubles();
  }

  /** {@return k log 2 + log(1 + f)} */
  private static DoubleVector of(DoubleVector k, DoubleVector f) {
    DoubleVector s = f.div(f.add(2));
    DoubleVector half = f.mul(f).mul(0.5);
    DoubleVector z = s.mul(s);
    DoubleVector series = z.mul(Polynomial.of(z, SERIES));
    DoubleVector inner = s.fma(half.add(series), k.mul(LN_2_LOW));
    return k.fma(broadcast(SPECIES, LN_2_HIGH), f.sub(half.sub(inner)));
  }
}
