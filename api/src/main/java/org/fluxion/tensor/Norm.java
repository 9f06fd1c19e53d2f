package org.fluxion.tensor;

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
}
