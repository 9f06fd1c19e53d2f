package org.fluxion.examples.jobs;

import org.fluxion.tensor.Tensor;

/** Points at regular distances, and random ones. */
public final class Grid {
  private Grid() {}

  /** {@return equally spaced numbers from the first to the last, both included; a vector} */
  public static Tensor line(double first, double last, int points) {
    double[] values = new double[points];
    for (int i = 0; i < points; i++) {
      values[i] = first + (last - first) * i / (points - 1);
    }
    return Tensor.vector(values);
  }

  /**
   * {@return all combinations of one number from each axis, a row each; the last axis changes
   * first}
   *
   * @param axes vectors
   */
  public static Tensor of(Tensor... axes) {
    int rows = 1;
    for (Tensor axis : axes) {
      rows = Math.multiplyExact(rows, axis.size());
    }
    double[] values = new double[Math.multiplyExact(rows, axes.length)];
    int repeats = rows;
    for (int column = 0; column < axes.length; column++) {
      double[] axis = axes[column].toArray();
      repeats /= axis.length;
      for (int row = 0; row < rows; row++) {
        values[row * axes.length + column] = axis[row / repeats % axis.length];
      }
    }
    return Tensor.of(values, rows, axes.length);
  }

  /** {@return ‖got − truth‖ / ‖truth‖ over all elements} */
  public static double relativeError(Tensor got, Tensor truth) {
    return got.minus(truth).norm().div(truth.norm()).item();
  }
}
