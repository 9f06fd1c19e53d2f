package org.fluxion.kernels.vector;

/** The whole loop of a function of two arrays, for lengths that fill whole vectors. */
@FunctionalInterface
interface BinaryLoop {
  void run(double[] x, int xAt, double[] w, int wAt, double[] y, int yAt, int length);
}
