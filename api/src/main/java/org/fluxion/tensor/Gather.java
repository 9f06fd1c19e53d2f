package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;

/** Takes the elements at given indices of an axis, in that order; an index may be repeated. */
record Gather(int axis, Axes indices) implements Linear, Arraywise {
  @Override
  public String name() {
    return "gather(" + axis + ")";
  }

  @Override
  public Shape shape(Shape... operands) {
    operands[0].checkAxis("gather", axis);
    int length = operands[0].get(axis);
    for (int i = 0; i < indices.count(); i++) {
      if (indices.get(i) < 0 || indices.get(i) >= length) {
        throw new ShapeMismatchException(
            "gather: no index " + indices.get(i) + " on axis " + axis + " of shape " + operands[0]);
      }
    }
    return operands[0].with(axis, indices.count());
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    int length = operands[0].get(axis);
    int inner = operands[0].sizeBetween(axis + 1, operands[0].rank());
    int outer = operands[0].sizeBetween(0, axis);
    return (arrays, result) -> {
      int at = 0;
      for (int o = 0; o < outer; o++) {
        for (int i = 0; i < indices.count(); i++) {
          System.arraycopy(arrays[0], (o * length + indices.get(i)) * inner, result, at, inner);
          at += inner;
        }
      }
    };
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return new Scatter(axis, indices, shapes[0].get(axis)).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return new Gather(axis + 1, indices).apply(operands);
  }

  /** The adjoint: adds each element to the place that it was taken from. */
  record Scatter(int axis, Axes indices, int length) implements Linear, Arraywise {
    @Override
    public String name() {
      return "scatter(" + axis + ")";
    }

    @Override
    public Shape shape(Shape... operands) {
      operands[0].checkAxis(name(), axis);
      if (operands[0].get(axis) != indices.count()) {
        throw new ShapeMismatchException(
            name() + ": " + indices.count() + " places for shape " + operands[0]);
      }
      return operands[0].with(axis, length);
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      int inner = operands[0].sizeBetween(axis + 1, operands[0].rank());
      int outer = operands[0].sizeBetween(0, axis);
      if (inner == 1 && outer == 1) {
        return new ArrayFunction.Scatter(indices.toArray());
      }
      return (arrays, result) -> {
        Arrays.fill(result, 0);
        double[] x = arrays[0];
        int source = 0;
        for (int o = 0; o < outer; o++) {
          for (int i = 0; i < indices.count(); i++) {
            int to = (o * length + indices.get(i)) * inner;
            for (int k = 0; k < inner; k++) {
              result[to + k] += x[source++];
            }
          }
        }
      };
    }

    @Override
    public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
      return new Gather(axis, indices).apply(cotangent);
    }

    @Override
    public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
      return new Scatter(axis + 1, indices, length).apply(operands);
    }
  }
}
