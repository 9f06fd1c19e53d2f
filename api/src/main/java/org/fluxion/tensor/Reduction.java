package org.fluxion.tensor;

/** Reduces the middle one of three axes. */
@FunctionalInterface
interface Reduction {
  /**
   * Fills the result.
   *
   * @param x outer × length × inner elements
   * @param result to be filled with outer × inner elements
   */
  void along(double[] x, int outer, int length, int inner, double[] result);
}
