package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static org.fluxion.kernels.vector.Loop.Place.FIRST;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sine and cosine: with n the integer next to x / (π/2) and r = x − n π/2, one of ±sin r and ±cos
 * r, by the polynomials of FDLIBM (Sun Microsystems 1993, k_sin.c and k_cos.c), whose errors are
 * below 2^(−58).
 */
final class Trigonometric {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  /** Up to here three parts of π/2 give all bits of r; beyond, {@link Math} is asked. */
  private static final double FAR = 0x1p30;

  private static final double TWO_OVER_PI = 0.6366197723675814;
  private static final double HALF_PI = 1.5707963267948966;
  private static final double HALF_PI_2 = 6.123233995736766e-17;
  private static final double HALF_PI_3 = -1.4973849048591833e-33;
  private static final double TO_INTEGER = 0x1.8p52;

  /** Below it sin x rounds to x; without this, −0 would become 0. */
  private static final double TINY = 0x1p-27;

  private static final double[] SINE = {
    1.58969099521155010221e-10,
    -2.50507602534068634195e-08,
    2.75573137070700676789e-06,
    -1.98412698298579493134e-04,
    8.33333333332248946124e-03
  };

  private static final double SINE_OF_CUBE = 1.66666666666666324348e-01;

  private static final double[] COSINE = {
    -1.13596475577881948265e-11,
    2.08757232129817482790e-09,
    -2.75573143513906633035e-07,
    2.48015872894767294178e-05,
    -1.38888888888741095749e-03,
    4.16666666666666019037e-02
  };

  private static final Loop REDUCED = loop("reduced").to(FIRST);
  private static final Loop BOTH = loop("both").from(FIRST).to(FIRST);

  /** sin x. */
  static final Elements SIN = Elements.of(REDUCED, BOTH, loop("sin"));

  /** cos x. */
  static final Elements COS = Elements.of(REDUCED, BOTH, loop("cos"));

  private Trigonometric() {}

  private static Loop loop(String name) {
    return Loop.of(MethodHandles.lookup(), name);
  }

  /** Computes r, behind it what is lost of it, and behind that a number whose last bits are n. */
  private static void reduced(
      double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector shifted = v.fma(broadcast(SPECIES, TWO_OVER_PI), broadcast(SPECIES, TO_INTEGER));
      DoubleVector n = shifted.sub(TO_INTEGER);
      DoubleVector exact = n.fma(broadcast(SPECIES, -HALF_PI), v);
      DoubleVector r = n.fma(broadcast(SPECIES, -HALF_PI_2), exact);
      DoubleVector rest = n.fma(broadcast(SPECIES, -HALF_PI_2), exact.sub(r));
      r.intoArray(y, yAt + i);
      n.fma(broadcast(SPECIES, -HALF_PI_3), rest).intoArray(between, Elements.SECOND + i);
      shifted.intoArray(between, Elements.THIRD + i);
    }
  }

  /** Replaces r and its rest by sin r and cos r. */
  private static void both(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector r = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector rest = DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i);
      DoubleVector z = r.mul(r);
      sine(r, rest, z).intoArray(y, yAt + i);
      cosine(r, rest, z).intoArray(between, Elements.SECOND + i);
    }
  }

  /** {@return r − ((z (rest / 2 − cube p) − rest) + cube / 6)} */
  private static DoubleVector sine(DoubleVector r, DoubleVector rest, DoubleVector z) {
    DoubleVector cube = z.mul(r);
    DoubleVector inner = cube.neg().fma(Polynomial.of(z, SINE), rest.mul(0.5));
    return r.sub(cube.fma(broadcast(SPECIES, SINE_OF_CUBE), z.fma(inner, rest.neg())));
  }

  private static DoubleVector cosine(DoubleVector r, DoubleVector rest, DoubleVector z) {
    DoubleVector half = z.mul(0.5);
    DoubleVector high = broadcast(SPECIES, 1).sub(half);
    DoubleVector low = broadcast(SPECIES, 1).sub(high).sub(half);
    return high.add(z.mul(z).fma(Polynomial.of(z, COSINE), low.sub(r.mul(rest))));
  }

  private static void sin(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector size = v.abs();
      DoubleVector result = turned(between, i, 0).blend(v, size.compare(VectorOperators.LT, TINY));
      // Given elements are kept aside, since the results may be where they are.
      v.intoArray(between, i);
      result.intoArray(y, yAt + i);
      if (size.compare(VectorOperators.GT, FAR).anyTrue()) {
        for (int j = i; j < i + Lanes.COUNT; j++) {
          y[yAt + j] = Math.abs(between[j]) > FAR ? Math.sin(between[j]) : y[yAt + j];
        }
      }
    }
  }

  private static void cos(double[] x, int xAt, double[] between, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector result = turned(between, i, 1);
      v.intoArray(between, i);
      result.intoArray(y, yAt + i);
      if (v.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
        for (int j = i; j < i + Lanes.COUNT; j++) {
          y[yAt + j] = Math.abs(between[j]) > FAR ? Math.cos(between[j]) : y[yAt + j];
        }
      }
    }
  }

  /** {@return sin((n + quarters) π/2 + r), from sin r, cos r and the number with n} */
  private static DoubleVector turned(double[] between, int i, long quarters) {
    LongVector quadrant =
        DoubleVector.fromArray(SPECIES, between, Elements.THIRD + i)
            .reinterpretAsLongs()
            .add(quarters);
    LongVector odd = quadrant.lanewise(VectorOperators.LSHL, 63);
    LongVector sign =
        quadrant.lanewise(VectorOperators.LSHL, 62).lanewise(VectorOperators.AND, Long.MIN_VALUE);
    return DoubleVector.fromArray(SPECIES, between, i)
        .blend(
            DoubleVector.fromArray(SPECIES, between, Elements.SECOND + i),
            odd.compare(VectorOperators.NE, 0).cast(SPECIES))
        .reinterpretAsLongs()
        .lanewise(VectorOperators.XOR, sign)
        .reinterpretAsDoubles();
  }
}
