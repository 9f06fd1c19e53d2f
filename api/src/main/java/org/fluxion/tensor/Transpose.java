package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** Permutes the axes: axis i of the result is axis {@code permutation[i]} of the operand. */
record Transpose(Axes permutation) implements Linear, Arraywise {
  private static final int TILE = 8;

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

  /** {@return whether matrices are transposed, and nothing else is moved} */
  boolean swapsLastTwo() {
    int last = permutation.count() - 1;
    for (int i = 0; i < last - 1; i++) {
      if (permutation.get(i) != i) {
        return false;
      }
    }
    return last >= 1 && permutation.get(last) == last - 1 && permutation.get(last - 1) == last;
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
  public ArrayFunction onArrays(Shape... operands) {
    Shape from = operands[0];
    int rank = from.rank();
    if (swapsLastTwo()) {
      int count = Matrices.count(from);
      int rows = Matrices.rows(from);
      int columns = Matrices.columns(from);
      return (arrays, result) -> swap(count, rows, columns, arrays[0], result);
    }
    int[] lengths = new int[rank];
    int[] strides = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      lengths[axis] = from.get(permutation.get(axis));
      strides[axis] = from.sizeBetween(permutation.get(axis) + 1, rank);
    }
    int[] index = new int[rank];
    return (arrays, result) -> walk(arrays[0], result, lengths, strides, index);
  }

  /** Transposes matrices by tiles, so that lines of the cache are used while they are there. */
  private static void swap(int count, int rows, int columns, double[] x, double[] result) {
    for (int matrix = 0; matrix < count; matrix++) {
      int from = matrix * rows * columns;
      for (int i = 0; i < rows; i += TILE) {
        int end = Math.min(rows, i + TILE);
        for (int j = 0; j < columns; j++) {
          int source = from + i * columns + j;
          int at = from + j * rows;
          for (int row = i; row < end; row++) {
            result[at + row] = x[source];
            source += columns;
          }
        }
      }
    }
  }

  /** Fills the result in order, stepping through the operand; leaves the index at 0. */
  private static void walk(double[] x, double[] result, int[] lengths, int[] strides, int[] index) {
    int source = 0;
    for (int at = 0; at < result.length; at++) {
      result[at] = x[source];
      for (int axis = lengths.length - 1; axis >= 0; axis--) {
        source += strides[axis];
        if (++index[axis] < lengths[axis]) {
          break;
        }
        index[axis] = 0;
        source -= strides[axis] * lengths[axis];
      }
    }
  }

  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    Symbolic made = Uniform.madeBy(Transpose.class, operands[0]);
    if (made == null || !(made.primitive() instanceof Transpose inner)) {
      return null;
    }
    int[] both = new int[permutation.count()];
    boolean identity = true;
    for (int i = 0; i < both.length; i++) {
      both[i] = inner.permutation.get(permutation.get(i));
      identity &= both[i] == i;
    }
    return identity ? made.operand(0) : new Transpose(Axes.of(both)).apply(made.operand(0));
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
