package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

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

  private Trigonometric() {}

  /** Computes sin x. */
  static void sin(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector size = v.abs();
      turned(v, 0).blend(v, size.compare(VectorOperators.LT, TINY)).intoArray(y, yAt + i);
      if (size.compare(VectorOperators.GT, FAR).anyTrue()) {
        double[] far = Elements.aside();
        v.intoArray(far, 0);
        for (int j = 0; j < Lanes.COUNT; j++) {
          if (Math.abs(far[j]) > FAR) {
            y[yAt + i + j] = Math.sin(far[j]);
          }
        }
      }
    }
  }

  /** Computes cos x. */
  static void cos(double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      turned(v, 1).intoArray(y, yAt + i);
      if (v.abs().compare(VectorOperators.GT, FAR).anyTrue()) {
        double[] far = Elements.aside();
        v.intoArray(far, 0);
        for (int j = 0; j < Lanes.COUNT; j++) {
          if (Math.abs(far[j]) > FAR) {
            y[yAt + i + j] = Math.cos(far[j]);
          }
        }
      }
    }
  }

  /** {@return sin(x + quarters · π/2)} */
  private static DoubleVector turned(DoubleVector x, long quarters) {
    DoubleVector shifted = x.fma(broadcast(SPECIES, TWO_OVER_PI), broadcast(SPECIES, TO_INTEGER));
    DoubleVector n = shifted.sub(TO_INTEGER);
    DoubleVector exact = n.fma(broadcast(SPECIES, -HALF_PI), x);
    DoubleVector r = n.fma(broadcast(SPECIES, -HALF_PI_2), exact);
    DoubleVector rest =
        n.fma(broadcast(SPECIES, -HALF_PI_3), n.fma(broadcast(SPECIES, -HALF_PI_2), exact.sub(r)));
    LongVector quadrant = shifted.reinterpretAsLongs().add(quarters);
    LongVector odd = quadrant.lanewise(VectorOperators.LSHL, 63);
    LongVector sign =
        quadrant.lanewise(VectorOperators.LSHL, 62).lanewise(VectorOperators.AND, Long.MIN_VALUE);
    return sine(r, rest)
        .blend(cosine(r, rest), odd.compare(VectorOperators.NE, 0).cast(SPECIES))
        .reinterpretAsLongs()
        .lanewise(VectorOperators.XOR, sign)
        .reinterpretAsDoubles();
  }

  /** {@return sin(r + rest) for |r| up to π/4} */
  private static DoubleVector sine(DoubleVector r, DoubleVector rest) {
    DoubleVector z = r.mul(r);
    DoubleVector p =
        z.fma(
            broadcast(SPECIES, 1.58969099521155010221e-10),
            broadcast(SPECIES, -2.50507602534068634195e-08));
    p = p.fma(z, broadcast(SPECIES, 2.75573137070700676789e-06));
    p = p.fma(z, broadcast(SPECIES, -1.98412698298579493134e-04));
    p = p.fma(z, broadcast(SPECIES, 8.33333333332248946124e-03));
    DoubleVector cube = z.mul(r);
    // r − ((z (rest / 2 − cube p) − rest) + cube / 6)
    DoubleVector inner = cube.neg().fma(p, rest.mul(0.5));
    return r.sub(
        cube.fma(broadcast(SPECIES, 1.66666666666666324348e-01), z.fma(inner, rest.neg())));
  }

  /** {@return cos(r + rest) for |r| up to π/4} */
  private static DoubleVector cosine(DoubleVector r, DoubleVector rest) {
    DoubleVector z = r.mul(r);
    DoubleVector p =
        z.fma(
            broadcast(SPECIES, -1.13596475577881948265e-11),
            broadcast(SPECIES, 2.08757232129817482790e-09));
    p = p.fma(z, broadcast(SPECIES, -2.75573143513906633035e-07));
    p = p.fma(z, broadcast(SPECIES, 2.48015872894767294178e-05));
    p = p.fma(z, broadcast(SPECIES, -1.38888888888741095749e-03));
    p = p.fma(z, broadcast(SPECIES, 4.16666666666666019037e-02));
    DoubleVector half = z.mul(0.5);
    DoubleVector high = broadcast(SPECIES, 1).sub(half);
    DoubleVector low = broadcast(SPECIES, 1).sub(high).sub(half);
    return high.add(z.mul(z).fma(p, low.sub(r.mul(rest))));
  }
}
