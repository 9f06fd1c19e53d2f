package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The Euclidean norm along axes, which disappear; without overflow or underflow.
 *
 * <p>Its derivative is x / ‖x‖, and 0 where the norm is 0.
 */
record Norm(Axes axes) implements Primitive {
  @Override
  public String name() {
    return "norm" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    Tensor x = operands[0];
    if (x.size() == 0 || axes.count() == 0) {
      return axes.count() == 0 ? x.abs() : Tensor.zeros(shape(x.shape()));
    }
    Tensor largest = new Extremum(true, axes).apply(x.abs());
    // Dividing by the largest element keeps squares in range; 0 and ∞ need no scaling.
    Tensor usable = largest.greater(0).times(largest.less(Double.POSITIVE_INFINITY));
    Tensor unit = Tensor.where(usable, largest, Tensor.scalar(1));
    Tensor squares = x.div(axes.spread(unit, x.shape())).square();
    return Sum.over(squares, axes).sqrt().times(unit);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Direction(this, operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Norm(axes.behindBatch()).apply(operands);
  }

  /** The direction x / ‖x‖. */
  private record Direction(Norm primitive, Tensor x, Tensor norm) implements Differential {
    private Tensor direction() {
      Tensor spread = primitive.axes.spread(norm, x.shape());
      return Tensor.where(spread.equalTo(0), Tensor.scalar(0), x.div(spread));
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null
          ? null
          : Sum.over(Scale.FACTOR.apply(direction(), tangent), primitive.axes);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      Tensor spread = primitive.axes.spread(cotangent, x.shape());
      return new @Nullable Tensor[] {wanted[0] ? Scale.FACTOR.apply(direction(), spread) : null};
    }
  }
}
