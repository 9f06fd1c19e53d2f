package org.fluxion.layers;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;
import org.fluxion.layers.Geometry.Part;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Shape;

/**
 * Evaluates a {@link Convolution} by products of matrices: the patches of some samples, one row for
 * each output position, with the weight of a group.
 *
 * <p>Few samples at a time, so that the patches, which are as many times larger than the input as
 * the window has places, never exist as a whole.
 */
final class ConvolutionLoops implements ArrayFunction {
  /** Elements of patches that are multiplied together, where a single sample does not have more. */
  private static final int BLOCK = 1 << 16;

  private final Convolution convolution;
  private final Geometry geometry;
  private final int[] sources;
  private final int samples;
  private final int inputs;
  private final int outputs;
  private final int channels;
  private final int width;
  private final int seen;
  private final int all;
  private final int own;
  private final int block;
  private final double[] rows;
  private final double[] ownWeight;
  private final double[] ownOutput;

  ConvolutionLoops(Convolution convolution, Shape x, Shape y) {
    this.convolution = convolution;
    this.geometry = convolution.geometry();
    this.sources = geometry.sources();
    this.samples = x.get(0);
    this.inputs = geometry.inputs();
    this.outputs = geometry.outputs();
    this.channels = x.get(x.rank() - 1);
    this.width = channels / convolution.groups();
    this.seen = geometry.seen() * width;
    this.all = y.get(y.rank() - 1);
    this.own = all / convolution.groups();
    int largest = Math.max(1, BLOCK / Math.max(1, outputs * seen));
    this.block = Math.max(1, Math.min(samples, largest));
    this.rows = new double[block * outputs * seen];
    this.ownWeight = new double[seen * own];
    this.ownOutput = new double[block * outputs * own];
  }

  @Override
  public void run(double[][] operands, double[] result) {
    double[] first = operands[0];
    double[] second = operands[1];
    switch (convolution.gives()) {
      case OUTPUT -> output(first, second, result);
      case INPUT -> input(first, second, result);
      case WEIGHT -> weight(first, second, result);
    }
  }

  private void output(double[] x, double[] weight, double[] y) {
    for (int group = 0; group < convolution.groups(); group++) {
      take(weight, group, 0, seen, ownWeight);
      for (int from = 0; from < samples; from += block) {
        int m = Math.min(block, samples - from) * outputs;
        geometry.gather(x, part(from, group), sources, rows);
        product(false, false, m, own, seen, rows, ownWeight, ownOutput, false);
        put(ownOutput, m, y, group, from * outputs);
      }
    }
  }

  private void input(double[] weight, double[] y, double[] x) {
    Arrays.fill(x, 0);
    for (int group = 0; group < convolution.groups(); group++) {
      take(weight, group, 0, seen, ownWeight);
      for (int from = 0; from < samples; from += block) {
        int m = Math.min(block, samples - from) * outputs;
        take(y, group, from * outputs, m, ownOutput);
        product(false, true, m, seen, own, ownOutput, ownWeight, rows, false);
        geometry.scatter(rows, part(from, group), sources, x);
      }
    }
  }

  private void weight(double[] x, double[] y, double[] weight) {
    for (int group = 0; group < convolution.groups(); group++) {
      Arrays.fill(ownWeight, 0);
      for (int from = 0; from < samples; from += block) {
        int m = Math.min(block, samples - from) * outputs;
        geometry.gather(x, part(from, group), sources, rows);
        take(y, group, from * outputs, m, ownOutput);
        product(true, false, seen, own, m, rows, ownOutput, ownWeight, true);
      }
      put(ownWeight, seen, weight, group, 0);
    }
  }

  private Part part(int from, int group) {
    int count = Math.min(block, samples - from);
    return new Part(from * inputs, count, channels, group * width, width);
  }

  private static void product(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      double[] b,
      double[] c,
      boolean add) {
    Kernels.current().product(transposeA, transposeB, m, n, k, a, 0, b, 0, c, 0, add);
  }

  /** Copies a group's columns of some rows. */
  private void take(double[] matrix, int group, int firstRow, int count, double[] columns) {
    for (int row = 0; row < count; row++) {
      System.arraycopy(matrix, (firstRow + row) * all + group * own, columns, row * own, own);
    }
  }

  /** Copies a group's columns of some rows back. */
  private void put(double[] columns, int count, double[] matrix, int group, int firstRow) {
    for (int row = 0; row < count; row++) {
      System.arraycopy(columns, row * own, matrix, (firstRow + row) * all + group * own, own);
    }
  }
}
