package org.fluxion.tensor;

/** Multiplies every element by one number. */
record Multiple(double factor) implements Linear {
  @Override
  public String name() {
    return "times(" + factor + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    return operands[0];
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor operand = operands[0].plain();
    double[] x = operand.data();
    double[] result = new double[x.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = factor * x[i];
    }
    return DenseTensor.wrap(operand.shape(), result);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
