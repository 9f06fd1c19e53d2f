package org.fluxion.reference;

import org.fluxion.Differentiable;
import org.fluxion.tensor.Tensor;

/**
 * The log-posterior of a mixture of Gaussians with a Wishart prior.
 *
 * @param points n × d
 * @param gamma the scale of the prior
 * @param m the prior's surplus of degrees of freedom
 */
record AdBenchGmm(Tensor points, double gamma, int m)
    implements Differentiable<AdBenchGmm.Mixture> {
  /**
   * What is fitted.
   *
   * @param alphas unnormalised log-weights, k
   * @param means k × d
   * @param icf k × d(d+1)/2: of each inverse covariance factor the logarithms of the diagonal, then
   *     the part below it column by column
   */
  record Mixture(Tensor alphas, Tensor means, Tensor icf) {
    Tensor flatten() {
      return Tensor.concat(0, alphas, means.flatten(), icf.flatten());
    }
  }

  /** A file's contents. */
  record Problem(AdBenchGmm objective, Mixture at) {
    static Problem read(String resource) {
      NumberReader in = new NumberReader(resource);
      int d = in.integer();
      int k = in.integer();
      int n = in.integer();
      Mixture at = new Mixture(in.tensor(k), in.tensor(k, d), in.tensor(k, d * (d + 1) / 2));
      return new Problem(new AdBenchGmm(in.tensor(n, d), in.number(), in.integer()), at);
    }
  }

  @Override
  public Tensor apply(Mixture mixture) {
    int n = points.shape().get(0);
    int d = points.shape().get(1);
    int k = mixture.alphas.size();
    Tensor logDiagonal = mixture.icf.slice(1, 0, d);
    Tensor diagonal = logDiagonal.exp();
    Tensor below = mixture.icf.slice(1, d, d * (d + 1) / 2);
    Tensor logDeterminant = logDiagonal.sum(1);

    Tensor centred = points.minus(mixture.means.reshape(k, 1, d));
    Tensor whitened = centred.matmul(lowerTriangular(diagonal, below).transpose(0, 2, 1));
    Tensor logDensity =
        mixture.alphas.plus(logDeterminant).reshape(k, 1).minus(whitened.square().sum(2).times(.5));
    Tensor logLikelihood = logDensity.logSumExp(0).sum().minus(mixture.alphas.logSumExp().times(n));

    Tensor squares = diagonal.square().sum().plus(below.square().sum());
    Tensor logPrior = squares.times(.5 * gamma * gamma).minus(logDeterminant.sum().times(m));
    return logLikelihood.plus(logPrior).minus(constants(n, d, k));
  }

  /** Packs all entries of the matrices with a zero in front, and puts each in its place. */
  private static Tensor lowerTriangular(Tensor diagonal, Tensor below) {
    int k = diagonal.shape().get(0);
    int d = diagonal.shape().get(1);
    int[] source = new int[d * d];
    int next = 1 + d;
    for (int column = 0; column < d; column++) {
      source[column * d + column] = 1 + column;
      for (int row = column + 1; row < d; row++) {
        source[row * d + column] = next++;
      }
    }
    return Tensor.concat(1, Tensor.zeros(k, 1), diagonal, below).gather(1, source).reshape(k, d, d);
  }

  private double constants(int n, int d, int k) {
    double freedom = d + m + 1;
    double[] arguments = new double[d];
    for (int j = 0; j < d; j++) {
      arguments[j] = .5 * (freedom - j);
    }
    double logGamma =
        .25 * d * (d - 1) * Math.log(Math.PI) + Tensor.vector(arguments).lgamma().sum().item();
    double normalisation = freedom * d * (Math.log(gamma) - .5 * Math.log(2)) - logGamma;
    return .5 * n * d * Math.log(2 * Math.PI) + k * normalisation;
  }
}
