package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;

/** Permutes the axes: axis i of the result is axis {@code permutation[i]} of the operand. */
record Transpose(Axes permutation) implements Linear {
  /** {@return the permutation that is named, or the reversal of all axes if none is} */
  static Transpose of(int rank, int... axes) {
    int[] permutation = axes.clone();
    if (axes.length == 0) {
      permutation = new int[rank];
      Arrays.setAll(permutation, i -> rank - 1 - i);
    }
    boolean[] seen = new boolean[rank];
    boolean complete = permutation.length == rank;
    for (int i = 0; complete && i < rank; i++) {
      int axis = permutation[i];
      complete = axis >= 0 && axis < rank && !seen[axis];
      if (complete) {
        seen[axis] = true;
      }
    }
    if (!complete) {
      throw new ShapeMismatchException(
          "transpose: "
              + Arrays.toString(permutation)
              + " does not name each of the "
              + rank
              + " axes once");
    }
    return new Transpose(Axes.of(permutation));
  }

  @Override
  public String name() {
    return "transpose" + permutation;
  }

  @Override
  public Shape shape(Shape... operands) {
    if (operands[0].rank() != permutation.count()) {
      throw new ShapeMismatchException(
          name() + ": shape " + operands[0] + " has not " + permutation.count() + " axes");
    }
    int[] lengths = new int[permutation.count()];
    Arrays.setAll(lengths, i -> operands[0].get(permutation.get(i)));
    return Shape.owned(lengths);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    Shape from = operands[0].shape();
    Shape target = shape(from);
    double[] x = operands[0].plain().data();
    int rank = from.rank();
    int[] strides = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      strides[axis] = from.sizeBetween(permutation.get(axis) + 1, rank);
    }
    double[] result = new double[x.length];
    int[] index = new int[rank];
    int source = 0;
    for (int at = 0; at < result.length; at++) {
      result[at] = x[source];
      for (int axis = rank - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < target.get(axis)) {
          break;
        }
        index[axis] = 0;
        source -= strides[axis] * target.get(axis);
      }
    }
    return DenseTensor.wrap(target, result);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    int[] inverse = new int[permutation.count()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.get(i)] = i;
    }
    return new Transpose(Axes.of(inverse)).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    int[] all = new int[permutation.count() + 1];
    for (int i = 1; i < all.length; i++) {
      all[i] = permutation.get(i - 1) + 1;
    }
    return new Transpose(Axes.of(all)).apply(operands);
  }
}
