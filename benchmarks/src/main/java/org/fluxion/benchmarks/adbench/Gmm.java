package org.fluxion.benchmarks.adbench;

import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** The log-posterior of a mixture of Gaussians, in tensors. */
final class Gmm implements TensorFunction {
  private final GmmData data;
  private final Tensor points;
  private final double constant;
  private final int[] places;

  Gmm(GmmData data) {
    this.data = data;
    points = Tensor.of(data.points(), data.n(), data.d());
    constant = data.constant();
    places = places(data.d());
  }

  @Override
  public Tensor apply(Tensor at) {
    int d = data.d();
    int k = data.k();
    Tensor alphas = at.slice(0, 0, k);
    Tensor means = at.slice(0, k, k + k * d).reshape(k, 1, d);
    Tensor factors = at.slice(0, k + k * d, at.size()).reshape(k, GmmData.triangle(d));
    Tensor logDiagonal = factors.slice(1, 0, d);
    Tensor diagonal = logDiagonal.exp();
    Tensor below = factors.slice(1, d, GmmData.triangle(d));
    Tensor logDeterminant = logDiagonal.sum(1);

    Tensor lower =
        Tensor.concat(1, Tensor.zeros(k, 1), diagonal, below).gather(1, places).reshape(k, d, d);
    Tensor whitened = points.minus(means).matmul(lower.transpose(0, 2, 1));
    Tensor logDensity =
        alphas.plus(logDeterminant).reshape(k, 1).minus(whitened.square().sum(2).times(0.5));
    Tensor logLikelihood = logDensity.logSumExp(0).sum().minus(alphas.logSumExp().times(data.n()));

    Tensor squares = diagonal.square().sum().plus(below.square().sum());
    Tensor logPrior =
        squares
            .times(0.5 * data.gamma() * data.gamma())
            .minus(logDeterminant.sum().times(data.m()));
    return logLikelihood.plus(logPrior).plus(constant);
  }

  /** Where each entry of a triangular matrix is behind a zero, its diagonal and its columns. */
  private static int[] places(int d) {
    int[] places = new int[d * d];
    int next = 1 + d;
    for (int column = 0; column < d; column++) {
      places[column * d + column] = 1 + column;
      for (int row = column + 1; row < d; row++) {
        places[row * d + column] = next++;
      }
    }
    return places;
  }
}
