package org.fluxion.benchmarks.adbench;

import org.fluxion.tensor.Tensor;

/**
 * A mixture of Gaussians with a Wishart prior, and the point at which it is evaluated.
 *
 * @param d the dimension
 * @param k the number of Gaussians
 * @param n the number of points
 * @param at k unnormalised log-weights; k means; of each inverse covariance factor the logarithms
 *     of the diagonal, then what is below it column by column
 * @param points n × d
 * @param gamma the scale of the prior
 * @param m the prior's surplus of degrees of freedom
 */
record GmmData(int d, int k, int n, double[] at, double[] points, double gamma, int m) {
  static GmmData read() {
    NumberFile in = new NumberFile("1k_gmm_d10_K25.txt");
    int d = in.integer();
    int k = in.integer();
    int n = in.integer();
    double[] at = in.numbers(k * (1 + d + triangle(d)));
    return new GmmData(d, k, n, at, in.numbers(n * d), in.number(), in.integer());
  }

  /** {@return the elements of a triangle with its diagonal} */
  static int triangle(int d) {
    return d * (d + 1) / 2;
  }

  /** {@return what is added to the log-posterior, whatever the mixture} */
  double constant() {
    double freedom = d + m + 1;
    double[] arguments = new double[d];
    for (int j = 0; j < d; j++) {
      arguments[j] = 0.5 * (freedom - j);
    }
    double logGamma =
        0.25 * d * (d - 1) * Math.log(Math.PI) + Tensor.vector(arguments).lgamma().sum().item();
    double normalisation = freedom * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logGamma;
    return -0.5 * n * d * Math.log(2 * Math.PI) - k * normalisation;
  }
}
