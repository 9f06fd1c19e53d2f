package org.fluxion.examples.burgers;

import org.fluxion.tensor.Tensor;

/**
 * Nodes and weights with ∫ g(z) exp(−z²) dz = Σ wᵢ g(zᵢ) for polynomials g of degree below 2n.
 *
 * <p>The nodes are the zeros of the Hermite polynomial of degree n: the eigenvalues of the matrix
 * of its recurrence (G. H. Golub and J. H. Welsch, <i>Calculation of Gauss quadrature rules</i>,
 * 1969), polished by Newton's method. A weight is the reciprocal of a sum of squares of the
 * orthonormal polynomials of lower degrees, and not taken from an eigenvector, because the outer
 * ones, of 10⁻⁴⁰ and less, count where g is as large as they are small. Immutable.
 */
final class GaussHermite {
  private final double[] nodes;
  private final double[] weights;

  private GaussHermite(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** {@return the rule of n nodes; n is at most 300, above which a weight is no double any more} */
  static GaussHermite of(int n) {
    double[][] recurrence = new double[n][n];
    for (int k = 1; k < n; k++) {
      recurrence[k - 1][k] = Math.sqrt(k / 2.0);
      recurrence[k][k - 1] = recurrence[k - 1][k];
    }
    double[] nodes = Tensor.matrix(recurrence).eigh().values().toArray();
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double[] polished = polynomials(n, nodes[i]);
      // The derivative of the polynomial of degree n is √(2n) times the one of degree n − 1.
      nodes[i] -= polished[n] / (Math.sqrt(2.0 * n) * polished[n - 1]);
      double[] values = polynomials(n, nodes[i]);
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += values[k] * values[k];
      }
      weights[i] = 1 / sum;
    }
    return new GaussHermite(nodes, weights);
  }

  /** {@return the orthonormal Hermite polynomials of degrees 0 to n at z} */
  private static double[] polynomials(int n, double z) {
    double[] values = new double[n + 1];
    values[0] = Math.pow(Math.PI, -0.25);
    double previous = 0;
    for (int k = 0; k < n; k++) {
      values[k + 1] = (z * values[k] - Math.sqrt(k / 2.0) * previous) / Math.sqrt((k + 1) / 2.0);
      previous = values[k];
    }
    return values;
  }

  int size() {
    return nodes.length;
  }

  double node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
