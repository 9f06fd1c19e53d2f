package org.fluxion.benchmarks.adbench;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;

/**
 * The log-posterior and its gradient as they are written by hand, on the kernels that the library
 * uses too. Buffers are made beforehand.
 */
final class GmmByHand {
  private final Kernels kernels = Kernels.current();
  private final GmmData data;
  private final int d;
  private final int k;
  private final int n;
  private final double constant;
  private final double[] lower;
  private final double[] centred;
  private final double[] whitened;
  private final double[] weights;
  private final double[] largest;
  private final double[] sums;
  private final double[] alphaWeights;
  private final double[] lowerCotangent;
  private final double[] row;

  GmmByHand(GmmData data) {
    this.data = data;
    d = data.d();
    k = data.k();
    n = data.n();
    constant = data.constant();
    lower = new double[k * d * d];
    centred = new double[k * n * d];
    whitened = new double[k * n * d];
    weights = new double[k * n];
    largest = new double[n];
    sums = new double[n];
    alphaWeights = new double[k];
    lowerCotangent = new double[d * d];
    row = new double[d];
  }

  /** {@return the value at a point} */
  double value(double[] at) {
    double value = constant + unpack(at) - n * normaliseAlphas(at);
    for (int j = 0; j < k; j++) {
      logDensities(j, at);
    }
    return value + normalise();
  }

  /**
   * {@return the value at a point}
   *
   * @param gradient to be filled
   */
  double gradient(double[] at, double[] gradient) {
    double value = value(at);
    for (int i = 0; i < n; i++) {
      sums[i] = 1 / sums[i];
    }
    for (int j = 0; j < k; j++) {
      pullBack(j, at, gradient);
    }
    return value;
  }

  /** {@return the logarithm of the prior; the triangular matrices are put together} */
  private double unpack(double[] at) {
    double squares = 0;
    double logDeterminants = 0;
    for (int j = 0; j < k; j++) {
      int diagonal = factor(j);
      int below = diagonal + d;
      for (int column = 0; column < d; column++) {
        double log = at[diagonal + column];
        double entry = Math.exp(log);
        logDeterminants += log;
        squares += entry * entry;
        lower[(j * d + column) * d + column] = entry;
        for (int r = column + 1; r < d; r++) {
          double other = at[below++];
          squares += other * other;
          lower[(j * d + r) * d + column] = other;
        }
      }
    }
    return 0.5 * data.gamma() * data.gamma() * squares - data.m() * logDeterminants;
  }

  private double normaliseAlphas(double[] at) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < k; j++) {
      max = Math.max(max, at[j]);
    }
    double sum = 0;
    for (int j = 0; j < k; j++) {
      alphaWeights[j] = Math.exp(at[j] - max);
      sum += alphaWeights[j];
    }
    for (int j = 0; j < k; j++) {
      alphaWeights[j] /= sum;
    }
    return max + Math.log(sum);
  }

  private void logDensities(int j, double[] at) {
    double[] points = data.points();
    int from = j * n * d;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < d; c++) {
        centred[from + i * d + c] = points[i * d + c] - at[k + j * d + c];
      }
    }
    kernels.product(false, true, n, d, d, centred, from, lower, j * d * d, whitened, from, false);
    double logWeight = at[j];
    for (int c = 0; c < d; c++) {
      logWeight += at[factor(j) + c];
    }
    for (int i = 0; i < n; i++) {
      double square = 0;
      for (int c = 0; c < d; c++) {
        double w = whitened[from + i * d + c];
        square += w * w;
      }
      weights[j * n + i] = logWeight - 0.5 * square;
    }
  }

  /** {@return Σ of the logarithms of Σ exp; the terms stay, their sums too} */
  private double normalise() {
    System.arraycopy(weights, 0, largest, 0, n);
    for (int j = 1; j < k; j++) {
      for (int i = 0; i < n; i++) {
        largest[i] = Math.max(largest[i], weights[j * n + i]);
      }
    }
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < n; i++) {
        weights[j * n + i] -= largest[i];
      }
    }
    kernels.exp(weights, 0, weights, 0, weights.length);
    Arrays.fill(sums, 0);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < n; i++) {
        sums[i] += weights[j * n + i];
      }
    }
    double value = kernels.sum(largest, 0, n);
    kernels.log(sums, 0, largest, 0, n);
    return value + kernels.sum(largest, 0, n);
  }

  private void pullBack(int j, double[] at, double[] gradient) {
    int from = j * n * d;
    double responsibility = 0;
    for (int i = 0; i < n; i++) {
      double weight = weights[j * n + i] * sums[i];
      responsibility += weight;
      for (int c = 0; c < d; c++) {
        whitened[from + i * d + c] *= weight;
      }
    }
    gradient[j] = responsibility - n * alphaWeights[j];
    kernels.sumRows(n, d, whitened, from, row, 0, false);
    kernels.product(false, false, 1, d, d, row, 0, lower, j * d * d, gradient, k + j * d, false);
    kernels.product(true, false, d, d, n, whitened, from, centred, from, lowerCotangent, 0, false);
    double scale = data.gamma() * data.gamma();
    int diagonal = factor(j);
    int below = diagonal + d;
    for (int column = 0; column < d; column++) {
      double entry = lower[(j * d + column) * d + column];
      gradient[diagonal + column] =
          responsibility - data.m() + entry * (scale * entry - lowerCotangent[column * d + column]);
      for (int r = column + 1; r < d; r++) {
        gradient[below] = scale * at[below] - lowerCotangent[r * d + column];
        below++;
      }
    }
  }

  private int factor(int j) {
    return k + k * d + j * GmmData.triangle(d);
  }
}
