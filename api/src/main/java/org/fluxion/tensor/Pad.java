package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** Puts zeros before and after the elements of an axis. */
record Pad(int axis, int before, int after) implements Linear, Arraywise {
  @Override
  public String name() {
    return "pad(" + axis + ", " + before + ", " + after + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    operands[0].checkAxis(name(), axis);
    if (before < 0 || after < 0) {
      throw new ShapeMismatchException(name() + ": cannot pad by a negative number; use slice");
    }
    long length = (long) before + operands[0].get(axis) + after;
    return operands[0].withLong(name(), axis, length);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Shape source = operands[0];
    int inner = source.sizeBetween(axis + 1, source.rank());
    if (source.sizeBetween(0, axis) == 1) {
      return new ArrayFunction.Frame(before * inner);
    }
    int run = source.get(axis) * inner;
    int stride = run + (before + after) * inner;
    return (arrays, result) -> {
      double[] x = arrays[0];
      Arrays.fill(result, 0);
      for (int at = before * inner, start = 0; start < x.length; at += stride, start += run) {
        System.arraycopy(x, start, result, at, run);
      }
    };
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    return axis > 0 && cut[0] ? new RowBlock(this, false) : null;
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return new Slice(axis, before, before + shapes[0].get(axis)).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Pad(axis + 1, before, after).apply(operands);
  }
}
