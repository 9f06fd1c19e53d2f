package org.fluxion.tensor;

import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** Joins tensors along an axis. */
record Concat(int axis) implements Linear, Arraywise {
  @Override
  public String name() {
    return "concat(" + axis + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    if (operands.length == 0) {
      throw new FluxionException(name() + ": needs at least one tensor");
    }
    Shape first = operands[0];
    first.checkAxis(name(), axis);
    long length = 0;
    for (Shape operand : operands) {
      if (operand.rank() != first.rank() || !operand.with(axis, 0).equals(first.with(axis, 0))) {
        throw new ShapeMismatchException(
            name() + ": shapes " + first + " and " + operand + " differ outside axis " + axis);
      }
      length += operand.get(axis);
    }
    return first.withLong(name(), axis, length);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    if (operands[0].sizeBetween(0, axis) == 1) {
      return ArrayFunction.JOIN;
    }
    int[] runs = new int[operands.length];
    int stride = 0;
    for (int i = 0; i < runs.length; i++) {
      runs[i] = operands[i].sizeBetween(axis, operands[i].rank());
      stride += runs[i];
    }
    int step = stride;
    return (arrays, result) -> {
      int offset = 0;
      for (int i = 0; i < runs.length; i++) {
        double[] x = arrays[i];
        for (int start = 0, at = offset; start < x.length; start += runs[i], at += step) {
          System.arraycopy(x, start, result, at, runs[i]);
        }
        offset += runs[i];
      }
    };
  }

  @Override
  public @Nullable RowBlock forRows(int rows, boolean[] cut, Shape... operands) {
    for (boolean each : cut) {
      if (!each || axis == 0) {
        return null;
      }
    }
    return new RowBlock(this, false);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    int from = 0;
    for (int i = 0; i < operand; i++) {
      from += shapes[i].get(axis);
    }
    return slice(cotangent, from, shapes[operand]);
  }

  /** All adjoints together, where each by itself would count the elements before its own. */
  @Override
  public @Nullable Tensor[] adjoints(Tensor cotangent, boolean[] wanted, Shape[] shapes) {
    @Nullable Tensor[] slices = new @Nullable Tensor[shapes.length];
    int from = 0;
    for (int i = 0; i < slices.length; i++) {
      slices[i] = wanted[i] ? slice(cotangent, from, shapes[i]) : null;
      from += shapes[i].get(axis);
    }
    return slices;
  }

  private Tensor slice(Tensor cotangent, int from, Shape shape) {
    return new Slice(axis, from, from + shape.get(axis)).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Concat(axis + 1).apply(Batch.align(size, operands, batched));
  }
}
