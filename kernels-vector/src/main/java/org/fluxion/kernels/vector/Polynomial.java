package org.fluxion.kernels.vector;

import static jdk.incubator.vector.DoubleVector.broadcast;

import jdk.incubator.vector.DoubleVector;

/** Polynomials by Horner's rule. */
final class Polynomial {
  private Polynomial() {}

  /**
   * {@return Σ cᵢ xⁿ⁻ⁱ}
   *
   * <p>A loop, which the compiler unrolls: written out it would be a fifth faster, but each term
   * would count where the operations of a method count (see {@link Lanes}). The product has x in
   * front because the compiler knows its class, while p is the result of one of two operations.
   *
   * @param coefficients from that of the highest power down
   */
  static DoubleVector of(DoubleVector x, double[] coefficients) {
    DoubleVector p = broadcast(Lanes.SPECIES, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      p = x.fma(p, broadcast(Lanes.SPECIES, coefficients[i]));
    }
    return p;
  }
}
