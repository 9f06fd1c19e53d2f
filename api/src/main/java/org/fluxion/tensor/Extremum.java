package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/**
 * The largest or smallest element along axes, which disappear. Elements that tie for it share the
 * derivative equally; NaN is passed on.
 */
record Extremum(boolean largest, Axes axes) implements Primitive {
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
  public Tensor evaluate(Tensor... operands) {
    Shape shape = operands[0].shape();
    Shape target = shape(shape);
    double[] x = operands[0].plain().data();
    for (int i = axes.count() - 1; i >= 0; i--) {
      int axis = axes.get(i);
      x =
          along(
              x,
              shape.sizeBetween(0, axis),
              shape.get(axis),
              shape.sizeBetween(axis + 1, shape.rank()));
      shape = Axes.of(axis).removedFrom(shape);
    }
    return DenseTensor.wrap(target, x == operands[0].plain().data() ? x.clone() : x);
  }

  private double[] along(double[] x, int outer, int length, int inner) {
    double[] result = new double[outer * inner];
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
    return result;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Shares(this, operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Extremum(largest, axes.behindBatch()).apply(operands[0]);
  }

  /** Weights that are 1 / (number of ties) at the extreme elements and 0 elsewhere. */
  private record Shares(Extremum primitive, Tensor operand, Tensor result) implements Differential {
    private Tensor weights() {
      Tensor ties = operand.equalTo(primitive.axes.spread(result, operand.shape()));
      return ties.div(primitive.axes.spread(Sum.over(ties, primitive.axes), operand.shape()));
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null
          ? null
          : Sum.over(Scale.FACTOR.apply(weights(), tangent), primitive.axes);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        wanted[0]
            ? Scale.FACTOR.apply(weights(), primitive.axes.spread(cotangent, operand.shape()))
            : null
      };
    }
  }
}
