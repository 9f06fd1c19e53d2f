package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** The running sum along an axis; its adjoint runs from the other end. */
record CumulativeSum(int axis) implements Linear, Arraywise {
  @Override
  public String name() {
    return "cumsum(" + axis + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    operands[0].checkAxis("cumsum", axis);
    return operands[0];
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Shape shape = operands[0];
    int inner = shape.sizeBetween(axis + 1, shape.rank());
    int block = shape.get(axis) * inner;
    return (arrays, result) -> {
      System.arraycopy(arrays[0], 0, result, 0, result.length);
      for (int start = 0; start < result.length; start += block) {
        for (int i = start + inner; i < start + block; i++) {
          result[i] += result[i - inner];
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
    return apply(cotangent.flip(axis)).flip(axis);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new CumulativeSum(axis + 1).apply(operands);
  }
}
