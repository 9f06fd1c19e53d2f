package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The logarithm of the sum of exponentials along axes, which disappear; without overflow.
 *
 * <p>Its derivative weighs each element by exp(x − y), the softmax; an element of −∞ has weight 0.
 */
record LogSumExp(Axes axes) implements Primitive {
  @Override
  public String name() {
    return "logSumExp" + axes;
  }

  @Override
  public Shape shape(Shape... operands) {
    return axes.removedFrom(axes.requireIn(name(), operands[0]));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    Tensor x = operands[0];
    if (x.size() == 0) {
      return DenseTensor.full(Double.NEGATIVE_INFINITY, shape(x.shape()));
    }
    Tensor largest = new Extremum(true, axes).apply(x);
    // exp(∞ − ∞) would be NaN; an infinite maximum is the answer as it is.
    Tensor shift =
        Tensor.where(largest.abs().equalTo(Double.POSITIVE_INFINITY), Tensor.scalar(0), largest);
    return Sum.over(x.minus(axes.spread(shift, x.shape())).exp(), axes).log().plus(shift);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Softmax(this, operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new LogSumExp(axes.behindBatch()).apply(operands);
  }

  /** The weights exp(x − y). */
  private record Softmax(LogSumExp primitive, Tensor x, Tensor y) implements Differential {
    private Tensor weights() {
      Tensor absent = x.equalTo(Double.NEGATIVE_INFINITY);
      Tensor weights = x.minus(primitive.axes.spread(y, x.shape())).exp();
      return Tensor.where(absent, Tensor.scalar(0), weights);
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
      Tensor spread = primitive.axes.spread(cotangent, x.shape());
      return new @Nullable Tensor[] {wanted[0] ? Scale.FACTOR.apply(weights(), spread) : null};
    }
  }
}
