package org.fluxion.kernels.vector;

/** The whole loop of a function of one array, for lengths that fill whole vectors. */
@FunctionalInterface
interface Loop {
  void run(double[] x, int xAt, double[] y, int yAt, int length);
}
