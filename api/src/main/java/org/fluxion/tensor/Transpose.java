package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

/** Permutes the axes: axis i of the result is axis {@code permutation[i]} of the operand. */
record Transpose(Axes permutation) implements Linear, Arraywise {
  private static final int TILE = 8;
  private static final int STRIP = 32;

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
      int rows = Matrices.rows(from);
      int columns = Matrices.columns(from);
      return (arrays, result) -> {
        for (int at = 0; at < result.length; at += rows * columns) {
          swap(rows, columns, arrays[0], at, result, at, rows);
        }
      };
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

  /**
   * Transposes a matrix by strips of columns and tiles of rows, so that pages of memory and lines
   * of the cache are used while they are there.
   *
   * @param from where the matrix begins
   * @param at where its transpose begins
   * @param stride from one row of the transpose to the next
   */
  static void swap(
      int rows, int columns, double[] x, int from, double[] result, int at, int stride) {
    int tiled = rows - rows % TILE;
    for (int left = 0; left < columns; left += STRIP) {
      int width = Math.min(STRIP, columns - left);
      int source = from + left;
      int target = at + left * stride;
      for (int i = 0; i < tiled; i += TILE) {
        swapTile(width, x, source + i * columns, columns, result, target + i, stride);
      }
      for (int i = tiled; i < rows; i++) {
        for (int j = 0; j < width; j++) {
          result[target + i + j * stride] = x[source + i * columns + j];
        }
      }
    }
  }

  /** The same for as many rows as a tile has, each a step behind the one before. */
  private static void swapTile(
      int width, double[] x, int from, int step, double[] result, int at, int stride) {
    for (int j = 0; j < width; j++) {
      int source = from + j;
      int target = at + j * stride;
      result[target] = x[source];
      result[target + 1] = x[source + step];
      result[target + 2] = x[source + 2 * step];
      result[target + 3] = x[source + 3 * step];
      result[target + 4] = x[source + 4 * step];
      result[target + 5] = x[source + 5 * step];
      result[target + 6] = x[source + 6 * step];
      result[target + 7] = x[source + 7 * step];
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
