package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Orthonormal rows or columns, by making normal numbers orthogonal.
 *
 * <p>Gram–Schmidt leaves positive numbers on the diagonal of the other factor, which is what makes
 * all matrices equally likely: F. Mezzadri, <i>How to generate random matrices from the classical
 * compact groups</i>, Notices of the AMS 54 (2007).
 */
record Orthogonal(double gain) implements Initialiser {
  Orthogonal {
    VarianceScaling.requireGain(gain);
  }

  @Override
  public Tensor initialise(RandomGenerator rng, int fanIn, int fanOut, int... shape) {
    if (shape.length < 2) {
      throw new FluxionException(
          "Initialisers: orthogonal needs two axes at least, given shape " + Shape.of(shape));
    }
    int size = Shape.of(shape).size();
    int columns = shape[shape.length - 1];
    int rows = columns == 0 ? 0 : size / columns;
    double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    for (int i = 0; i < vectors.length; i++) {
      Draws.normal(rng, 1, vectors[i]);
      // Twice is enough: W. Kahan, in B. Parlett, The symmetric eigenvalue problem, 1980.
      removeEarlier(vectors, i);
      removeEarlier(vectors, i);
    }
    double[] elements = new double[size];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double unit = rows < columns ? vectors[row][column] : vectors[column][row];
        elements[row * columns + column] = gain * unit;
      }
    }
    return Tensor.of(elements, shape);
  }

  /** Makes a vector orthogonal to those before it, and of length 1. */
  private static void removeEarlier(double[][] vectors, int index) {
    double[] vector = vectors[index];
    for (int i = 0; i < index; i++) {
      double share = product(vectors[i], vector);
      for (int k = 0; k < vector.length; k++) {
        vector[k] -= share * vectors[i][k];
      }
    }
    double length = Math.sqrt(product(vector, vector));
    for (int k = 0; k < vector.length; k++) {
      vector[k] /= length;
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
