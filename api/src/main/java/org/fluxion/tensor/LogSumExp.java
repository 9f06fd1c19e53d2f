package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the sum of exponentials along axes, which disappear; without overflow.
 *
 * <p>Its derivative weighs each element by exp(x − y), the softmax; an element of −∞ has weight 0.
 */
record LogSumExp(Axes axes) implements Arraywise {
  @Override
  public String name() {
    return "logSumExp" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return axes.reduction(operands[0], new Loops());
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return cut[0] && !axes.contains(0) ? new RowBlock(this, false) : null;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new WeightedSum(axes, x.shape(), () -> softmax(x, result));
  }

  private Tensor softmax(Tensor x, Tensor y) {
    Tensor absent = x.equalTo(Double.NEGATIVE_INFINITY);
    Tensor weights = x.minus(axes.spread(y, x.shape())).exp();
    return Tensor.where(absent, Tensor.scalar(0), weights);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new LogSumExp(axes.behindBatch()).apply(operands);
  }

  /** Subtracts the largest element of each sum, whose exponential then is 1. */
  private static final class Loops implements Reduction {
    private final Kernels kernels = Kernels.current();
    private double[] terms = {};
    private double[] shifts = {};

    @Override
    public void along(double[] x, int outer, int length, int inner, double[] result) {
      int count = outer * length * inner;
      if (terms.length < count) {
        terms = new double[count];
      }
      if (shifts.length < outer * inner) {
        shifts = new double[outer * inner];
      }
      for (int o = 0; o < outer; o++) {
        shift(x, o * length * inner, length, inner, o * inner);
      }
      kernels.exp(terms, 0, terms, 0, count);
      Sum.along(kernels, terms, outer, length, inner, result);
      kernels.log(result, 0, result, 0, outer * inner);
      for (int i = 0; i < outer * inner; i++) {
        result[i] += shifts[i];
      }
    }

    private void shift(double[] x, int from, int length, int inner, int to) {
      Arrays.fill(shifts, to, to + inner, Double.NEGATIVE_INFINITY);
      for (int at = from; at < from + length * inner; at += inner) {
        for (int i = 0; i < inner; i++) {
          shifts[to + i] = Math.max(shifts[to + i], x[at + i]);
        }
      }
      // exp(∞ − ∞) would be NaN; an infinite maximum is the answer as it is.
      for (int i = to; i < to + inner; i++) {
        shifts[i] = Double.isInfinite(shifts[i]) ? 0 : shifts[i];
      }
      for (int at = from; at < from + length * inner; at += inner) {
        for (int i = 0; i < inner; i++) {
          terms[at + i] = x[at + i] - shifts[to + i];
        }
      }
    }
  }
}
