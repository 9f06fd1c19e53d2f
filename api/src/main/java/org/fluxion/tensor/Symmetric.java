package org.fluxion.tensor;

import org.fluxion.FluxionException;

/** The check that decompositions of symmetric matrices make before any work. */
final class Symmetric {
  /** How far opposite elements may differ, relative to the largest: rounding, no more. */
  private static final double TOLERANCE = 1e-10;

  private Symmetric() {}

  /** {@return the shape, if every matrix is square and symmetric} */
  static Shape require(String operation, DenseTensor tensor) {
    Shape shape = Matrices.square(operation, tensor.shape());
    int n = Matrices.rows(shape);
    double[] a = tensor.data();
    for (int matrix = 0; matrix < Matrices.count(shape); matrix++) {
      int at = matrix * n * n;
      double largest = 0;
      for (int i = at; i < at + n * n; i++) {
        largest = Math.max(largest, Math.abs(a[i]));
      }
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) {
          double upper = a[at + k * n + i];
          double lower = a[at + i * n + k];
          if (Math.abs(upper - lower) > TOLERANCE * largest) {
            throw new FluxionException(
                operation
                    + ": "
                    + Matrices.which(shape, matrix)
                    + " is not symmetric: element ("
                    + i
                    + ", "
                    + k
                    + ") is "
                    + lower
                    + ", its counterpart "
                    + upper
                    + "; use a.plus(aᵀ).times(0.5) if that is what you mean");
          }
        }
      }
    }
    return shape;
  }
}
