package org.fluxion.tensor;

/** The whole loop of an elementwise operation on two arrays of one length. */
@FunctionalInterface
interface BinaryLoop {
  void run(double[] a, double[] b, double[] result);
}
