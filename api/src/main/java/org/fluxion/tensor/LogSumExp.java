package org.fluxion.tensor;

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
}
