package org.fluxion.kernels.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The product by which derivatives act: 0 wherever a factor is 0, whatever the other is. */
final class StrongZeros {
  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;

  private StrongZeros() {}

  /** Computes x w. */
  static void scale(double[] x, int xAt, double[] w, int wAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i += Lanes.COUNT) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xAt + i);
      DoubleVector u = DoubleVector.fromArray(SPECIES, w, wAt + i);
      VectorMask<Double> zero = v.compare(VectorOperators.EQ, 0);
      v.mul(u).blend(0, zero.or(u.compare(VectorOperators.EQ, 0))).intoArray(y, yAt + i);
    }
  }
}
