package org.fluxion.tensor;

/** Reverses an axis; its own adjoint. */
record Flip(int axis) implements Linear {
  @Override
  public String name() {
    return "flip(" + axis + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    operands[0].checkAxis(name(), axis);
    return operands[0];
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    Shape shape = shape(operands[0].shape());
    double[] x = operands[0].plain().data();
    double[] result = new double[x.length];
    int length = shape.get(axis);
    int inner = shape.sizeBetween(axis + 1, shape.rank());
    for (int block = 0; block < x.length; block += length * inner) {
      for (int i = 0; i < length; i++) {
        System.arraycopy(x, block + i * inner, result, block + (length - 1 - i) * inner, inner);
      }
    }
    return DenseTensor.wrap(shape, result);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Flip(axis + 1).apply(operands);
  }
}
