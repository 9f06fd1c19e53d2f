package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;

/** The element or sub-tensor at given indices of the first axes, which disappear. */
record Get(Axes index) implements Linear, Arraywise {
  @Override
  public String name() {
    return "get" + index;
  }

  @Override
  public Shape shape(Shape... operands) {
    offset(operands[0]);
    return operands[0].dropFirst(index.count());
  }

  /** {@return where the sub-tensor starts in the array of a tensor of that shape} */
  int offset(Shape shape) {
    if (index.count() > shape.rank()) {
      throw new ShapeMismatchException(
          name() + ": shape " + shape + " has only " + shape.rank() + " axes");
    }
    int offset = 0;
    for (int axis = 0; axis < index.count(); axis++) {
      int i = index.get(axis);
      if (i < 0 || i >= shape.get(axis)) {
        throw new ShapeMismatchException(
            name() + ": no index " + i + " on axis " + axis + " of shape " + shape);
      }
      offset = offset * shape.get(axis) + i;
    }
    return offset * shape.sizeBetween(index.count(), shape.rank());
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    return new ArrayFunction.Window(offset(operands[0]));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor operand = operands[0].plain();
    return at(offset(operand.shape()), operand);
  }

  private Tensor at(int offset, DenseTensor operand) {
    return index.count() == operand.shape().rank()
        ? DenseTensor.scalarOf(operand.data()[offset])
        : Arraywise.super.evaluate(operand);
  }

  /** Looks for the place once: programs in scalar code take numbers as often as they compute. */
  @Override
  public Linearized linearize(Tensor... operands) {
    Shape whole = operands[0].shape();
    int offset = offset(whole);
    Tensor value = operands[0] instanceof DenseTensor plain ? at(offset, plain) : apply(operands);
    return new Linearized(value, new Part(this, whole, offset));
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Shape whole = operands[0].shape();
    return new Part(this, whole, offset(whole));
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return new Place(this, shapes[0]).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    Tensor rest = operands[0];
    for (int axis = 0; axis < index.count(); axis++) {
      int i = index.get(axis);
      Tensor slice = new Slice(1, i, i + 1).apply(rest);
      rest = Reshape.to(slice, Axes.of(1).removedFrom(slice.shape()));
    }
    return rest;
  }

  /** The adjoint: puts a sub-tensor at its place among zeros. */
  record Place(Get get, Shape target) implements Linear, Arraywise {
    @Override
    public String name() {
      return "place" + get.index + target;
    }

    @Override
    public Shape shape(Shape... operands) {
      Shape own = get.shape(target);
      if (!operands[0].equals(own)) {
        throw new ShapeMismatchException(
            name() + ": takes shape " + own + ", given " + operands[0]);
      }
      return target;
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      int offset = get.offset(target);
      return (arrays, result) -> {
        Arrays.fill(result, 0);
        System.arraycopy(arrays[0], 0, result, offset, arrays[0].length);
      };
    }

    @Override
    public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
      return get.apply(cotangent);
    }

    @Override
    public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
      Tensor rest = operands[0];
      for (int axis = get.index.count() - 1; axis >= 0; axis--) {
        int i = get.index.get(axis);
        int[] opened = new int[rest.rank() + 1];
        opened[0] = size;
        opened[1] = 1;
        for (int k = 1; k < rest.rank(); k++) {
          opened[k + 1] = rest.shape().get(k);
        }
        rest = new Pad(1, i, target.get(axis) - 1 - i).apply(Reshape.to(rest, Shape.owned(opened)));
      }
      return rest;
    }
  }
}
