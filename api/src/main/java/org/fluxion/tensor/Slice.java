package org.fluxion.tensor;

import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** The part of an axis from one index (inclusive) to another (exclusive). */
record Slice(int axis, int from, int to) implements Linear, Arraywise {
  @Override
  public String name() {
    return "slice(" + axis + ", " + from + ", " + to + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    operands[0].checkAxis(name(), axis);
    if (from < 0 || to < from || to > operands[0].get(axis)) {
      throw new ShapeMismatchException(
          name()
              + ": shape "
              + operands[0]
              + " has indices 0 to "
              + operands[0].get(axis)
              + " (exclusive) on axis "
              + axis);
    }
    return operands[0].with(axis, to - from);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Shape source = operands[0];
    int inner = source.sizeBetween(axis + 1, source.rank());
    if (source.sizeBetween(0, axis) == 1) {
      return new ArrayFunction.Window(from * inner);
    }
    int run = (to - from) * inner;
    int stride = source.get(axis) * inner;
    return (arrays, result) -> {
      for (int at = 0, start = from * inner; at < result.length; at += run, start += stride) {
        System.arraycopy(arrays[0], start, result, at, run);
      }
    };
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return axis > 0 && cut[0] ? new RowBlock(this, false) : null;
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return new Pad(axis, from, shapes[0].get(axis) - to).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Slice(axis + 1, from, to).apply(operands);
  }
}
