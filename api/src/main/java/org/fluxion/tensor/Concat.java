package org.fluxion.tensor;

import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;

/** Joins tensors along an axis. */
record Concat(int axis) implements Linear {
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
  public Tensor evaluate(Tensor... operands) {
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = operands[i].shape();
    }
    Shape target = shape(shapes);
    double[] result = new double[target.size()];
    int stride = target.sizeBetween(axis, target.rank());
    int offset = 0;
    for (Tensor operand : operands) {
      int run = operand.shape().sizeBetween(axis, target.rank());
      double[] x = operand.plain().data();
      for (int start = 0, at = offset; start < x.length; start += run, at += stride) {
        System.arraycopy(x, start, result, at, run);
      }
      offset += run;
    }
    return DenseTensor.wrap(target, result);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    int from = 0;
    for (int i = 0; i < operand; i++) {
      from += shapes[i].get(axis);
    }
    return new Slice(axis, from, from + shapes[operand].get(axis)).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Concat(axis + 1).apply(Batch.align(size, operands, batched));
  }
}
