package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** Reverses an axis; its own adjoint. */
record Flip(int axis) implements Linear, Arraywise {
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
  public ArrayFunction onArrays(Shape... operands) {
    Shape shape = operands[0];
    int length = shape.get(axis);
    int inner = shape.sizeBetween(axis + 1, shape.rank());
    return (arrays, result) -> {
      double[] x = arrays[0];
      for (int block = 0; block < x.length; block += length * inner) {
        for (int i = 0; i < length; i++) {
          System.arraycopy(x, block + i * inner, result, block + (length - 1 - i) * inner, inner);
        }
      }
    };
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return axis > 0 && cut[0] ? new RowBlock(this, false) : null;
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
