package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * The largest or smallest element along axes, which disappear. Elements that tie for it share the
 * derivative equally; NaN is passed on.
 */
record Extremum(boolean largest, Axes axes) implements Arraywise {
  @Override
  public String name() {
    return (largest ? "max" : "min") + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    axes.requireIn(name(), operands[0]);
    for (int i = 0; i < axes.count(); i++) {
      if (operands[0].get(axes.get(i)) == 0) {
        throw new ShapeMismatchException(
            name() + ": shape " + operands[0] + " has no element along axis " + axes.get(i));
      }
    }
    return axes.removedFrom(operands[0]);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return axes.reduction(operands[0], this::along);
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return cut[0] && !axes.contains(0) ? new RowBlock(this, false) : null;
  }

  private void along(double[] x, int outer, int length, int inner, double[] result) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int at = o * length * inner + i;
        double extreme = x[at];
        for (int k = 1; k < length; k++) {
          at += inner;
          extreme = largest ? Math.max(extreme, x[at]) : Math.min(extreme, x[at]);
        }
        result[o * inner + i] = extreme;
      }
    }
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Tensor x = operands[0];
    return new WeightedSum(axes, x.shape(), () -> shares(x, result));
  }

  /** 1 / (number of ties) at the extreme elements and 0 elsewhere. */
  private Tensor shares(Tensor x, Tensor extreme) {
    Tensor ties = x.equalTo(axes.spread(extreme, x.shape()));
    return ties.div(axes.spread(Sum.over(ties, axes), x.shape()));
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Extremum(largest, axes.behindBatch()).apply(operands[0]);
  }
}
