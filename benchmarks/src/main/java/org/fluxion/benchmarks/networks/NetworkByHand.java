package org.fluxion.benchmarks.networks;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;

/**
 * The losses of a network and their derivatives as they are written by hand, on the kernels that
 * the library uses too.
 *
 * <p>Forward over reverse: a sweep for the values, one back for the inner gradient, one forward and
 * one back with the tangents of both. Everything is kept in buffers made beforehand, rows go
 * through in blocks that fit a second-level cache, and what is done to the same elements is one
 * loop.
 */
final class NetworkByHand {
  /** 64 rows of 128 features, with which all buffers of a block take about half a megabyte. */
  private static final int BLOCK_ELEMENTS = 64 * 128;

  /** Wider networks do better on all rows at once: their products are what takes time. */
  private static final int LARGEST_WIDTH_IN_BLOCKS = 256;

  private final Kernels kernels = Kernels.current();
  private final NetworkCase network;
  private final int layers;
  private final int rows;
  private final int[] weights;
  private final double[][] h;
  private final double[][] hTangent;
  private final double[][] hCotangent;
  private final double[][] zCotangent;
  private final double[][] zCotangentTangent;
  private final double[] cos;
  private final double[] sin;

  NetworkByHand(NetworkCase network) {
    this.network = network;
    layers = network.layers();
    weights = new int[layers];
    int widest = network.width(0);
    for (int l = 0; l < layers; l++) {
      widest = Math.max(widest, network.width(l));
      if (l > 0) {
        weights[l] = weights[l - 1] + (network.width(l - 1) + 1) * network.width(l);
      }
    }
    rows =
        widest > LARGEST_WIDTH_IN_BLOCKS
            ? network.batch()
            : Math.min(network.batch(), BLOCK_ELEMENTS / widest);
    h = buffers();
    hTangent = buffers();
    hCotangent = buffers();
    zCotangent = buffers();
    zCotangentTangent = buffers();
    cos = new double[h[0].length];
    sin = new double[h[0].length];
  }

  private double[][] buffers() {
    double[][] buffers = new double[layers + 1][];
    Arrays.setAll(buffers, l -> new double[rows * network.width(l)]);
    return buffers;
  }

  /**
   * {@return Σ s(t)²}
   *
   * @param t the input
   * @param ps the parameters
   * @param gradient to be filled with the derivative by the parameters
   */
  double plain(double[] t, double[] ps, double[] gradient) {
    Arrays.fill(gradient, 0);
    double value = 0;
    for (int from = 0; from < t.length; from += h[0].length) {
      System.arraycopy(t, from, h[0], 0, h[0].length);
      values(ps, 0);
      value += kernels.dot(h[layers], 0, h[layers], 0, h[layers].length);
      cotangents(ps, 0);
      for (int l = 0; l < layers; l++) {
        addWeight(l, h[l], zCotangent[l + 1], gradient, 0);
        addBias(l, zCotangent[l + 1], gradient, 0);
      }
    }
    return value;
  }

  /**
   * {@return Σ (d/dt Σ s(t)² − cos t)²}
   *
   * @param point the input, then the parameters
   * @param gradient to be filled with the derivative by all of them
   */
  double nested(double[] point, double[] gradient) {
    int ps = network.inputs();
    Arrays.fill(gradient, 0);
    double value = 0;
    for (int from = 0; from < ps; from += h[0].length) {
      System.arraycopy(point, from, h[0], 0, h[0].length);
      values(point, ps);
      cotangents(point, ps);
      pullBack(0, zCotangent[1], point, ps, hCotangent[0]);
      value += residuals(gradient, from);
      tangents(point, ps);
      cotangentTangents(point, ps);
      for (int l = 0; l < layers; l++) {
        addWeight(l, hTangent[l], zCotangent[l + 1], gradient, ps);
        addWeight(l, h[l], zCotangentTangent[l + 1], gradient, ps);
        addBias(l, zCotangentTangent[l + 1], gradient, ps);
      }
      pullBackOnto(from, point, ps, gradient);
    }
    return value;
  }

  private void values(double[] ps, int offset) {
    for (int l = 0; l < layers; l++) {
      int bias = offset + bias(l);
      int width = network.width(l + 1);
      double[] z = h[l + 1];
      for (int at = 0; at < z.length; at += width) {
        System.arraycopy(ps, bias, z, at, width);
      }
      push(l, h[l], ps, offset, z, true);
      if (l + 1 < layers) {
        kernels.tanh(z, 0, z, 0, z.length);
      }
    }
  }

  private void cotangents(double[] ps, int offset) {
    double[] s = h[layers];
    double[] last = zCotangent[layers];
    for (int i = 0; i < s.length; i++) {
      last[i] = 2 * s[i];
    }
    for (int l = layers - 1; l > 0; l--) {
      double[] value = h[l];
      double[] cotangent = hCotangent[l];
      double[] result = zCotangent[l];
      pullBack(l, zCotangent[l + 1], ps, offset, cotangent);
      for (int i = 0; i < result.length; i++) {
        result[i] = cotangent[i] * (1 - value[i] * value[i]);
      }
    }
  }

  /** Sets the tangent of the input, and adds its product with sin t, which comes from cos t. */
  private double residuals(double[] gradient, int from) {
    double[] t = h[0];
    double[] slope = hCotangent[0];
    double[] tangent = hTangent[0];
    kernels.cos(t, 0, cos, 0, t.length);
    kernels.sin(t, 0, sin, 0, t.length);
    for (int i = 0; i < t.length; i++) {
      tangent[i] = 2 * (slope[i] - cos[i]);
      gradient[from + i] = tangent[i] * sin[i];
    }
    return kernels.dot(tangent, 0, tangent, 0, t.length) / 4;
  }

  private void tangents(double[] ps, int offset) {
    for (int l = 0; l < layers; l++) {
      double[] value = h[l + 1];
      double[] tangent = hTangent[l + 1];
      push(l, hTangent[l], ps, offset, tangent, false);
      if (l + 1 < layers) {
        for (int i = 0; i < tangent.length; i++) {
          tangent[i] *= 1 - value[i] * value[i];
        }
      }
    }
  }

  private void cotangentTangents(double[] ps, int offset) {
    double[] s = hTangent[layers];
    double[] last = zCotangentTangent[layers];
    for (int i = 0; i < s.length; i++) {
      last[i] = 2 * s[i];
    }
    for (int l = layers - 1; l > 0; l--) {
      double[] value = h[l];
      double[] tangent = hTangent[l];
      double[] cotangent = hCotangent[l];
      double[] result = zCotangentTangent[l];
      pullBack(l, zCotangentTangent[l + 1], ps, offset, result);
      for (int i = 0; i < result.length; i++) {
        result[i] =
            result[i] * (1 - value[i] * value[i]) - 2 * cotangent[i] * value[i] * tangent[i];
      }
    }
  }

  private void pullBackOnto(int from, double[] ps, int offset, double[] gradient) {
    int in = network.width(0);
    int out = network.width(1);
    kernels.product(
        false, true, rows, in, out, zCotangentTangent[1], 0, ps, offset, gradient, from, true);
  }

  /** Multiplies by the weight of a layer. */
  private void push(int l, double[] x, double[] ps, int offset, double[] y, boolean add) {
    int in = network.width(l);
    int out = network.width(l + 1);
    kernels.product(false, false, rows, out, in, x, 0, ps, offset + weights[l], y, 0, add);
  }

  /** Multiplies by the transposed weight of a layer. */
  private void pullBack(int l, double[] y, double[] ps, int offset, double[] x) {
    int in = network.width(l);
    int out = network.width(l + 1);
    kernels.product(false, true, rows, in, out, y, 0, ps, offset + weights[l], x, 0, false);
  }

  private void addWeight(int l, double[] x, double[] z, double[] gradient, int offset) {
    int in = network.width(l);
    int out = network.width(l + 1);
    kernels.product(true, false, in, out, rows, x, 0, z, 0, gradient, offset + weights[l], true);
  }

  private void addBias(int l, double[] z, double[] gradient, int offset) {
    kernels.sumRows(rows, network.width(l + 1), z, 0, gradient, offset + bias(l), true);
  }

  private int bias(int l) {
    return weights[l] + network.width(l) * network.width(l + 1);
  }
}
