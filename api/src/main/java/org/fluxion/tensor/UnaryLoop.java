package org.fluxion.tensor;

/** The whole loop of an elementwise function of one array. */
@FunctionalInterface
interface UnaryLoop {
  void run(double[] x, double[] result);
}
