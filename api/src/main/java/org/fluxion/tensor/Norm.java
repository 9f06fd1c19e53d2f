package org.fluxion.tensor;

import org.fluxion.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The Euclidean norm along axes, which disappear; without overflow or underflow.
 *
 * <p>Its derivative is x / ‖x‖, and 0 where the norm is 0.
 */
record Norm(Axes axes) implements Arraywise {
  @Override
  public String name() {
    return "norm" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    if (axes.count() == 0) {
      return UnaryFunction.ABS.onArrays(operands);
    }
    return axes.reduction(operands[0], new Loops());
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return cut[0] && !axes.contains(0) ? new RowBlock(this, false) : null;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new WeightedSum(axes, x.shape(), () -> direction(x, result));
  }

  private Tensor direction(Tensor x, Tensor norm) {
    Tensor spread = axes.spread(norm, x.shape());
    return Tensor.where(spread.equalTo(0), Tensor.scalar(0), x.div(spread));
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Norm(axes.behindBatch()).apply(operands);
  }

  /** Copies what is not contiguous. */
  private static final class Loops implements Reduction {
    private final Kernels kernels = Kernels.current();
    private double[] column = {};

    @Override
    public void along(double[] x, int outer, int length, int inner, double[] result) {
      for (int i = 0; i < outer * inner; i++) {
        if (inner == 1) {
          result[i] = kernels.norm(x, i * length, length);
        } else {
          int from = i / inner * length * inner + i % inner;
          result[i] = kernels.norm(column(x, from, length, inner), 0, length);
        }
      }
    }

    private double[] column(double[] x, int from, int length, int step) {
      if (column.length < length) {
        column = new double[length];
      }
      for (int k = 0; k < length; k++) {
        column[k] = x[from + k * step];
      }
      return column;
    }
  }
}
