package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.tensor.Shape;

/** The matrices of the last two axes, as lists of rows. */
final class Matrices {
  private Matrices() {}

  static int rows(Shape shape) {
    return shape.get(shape.rank() - 2);
  }

  static int columns(Shape shape) {
    return shape.get(shape.rank() - 1);
  }

  /** {@return how many matrices there are} */
  static int count(Shape shape) {
    int count = 1;
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      count *= shape.get(axis);
    }
    return count;
  }

  /** {@return a copy of one of the matrices, to be worked on} */
  static <T> List<List<T>> copy(Operand<T> operand, int matrix) {
    int rows = rows(operand.shape());
    int columns = columns(operand.shape());
    List<List<T>> copy = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      List<T> row = new ArrayList<>(columns);
      for (int k = 0; k < columns; k++) {
        row.add(operand.get((matrix * rows + i) * columns + k));
      }
      copy.add(row);
    }
    return copy;
  }

  static <T> List<List<T>> transpose(List<List<T>> square) {
    List<List<T>> transposed = new ArrayList<>(square.size());
    for (int i = 0; i < square.size(); i++) {
      List<T> row = new ArrayList<>(square.size());
      for (List<T> other : square) {
        row.add(other.get(i));
      }
      transposed.add(row);
    }
    return transposed;
  }

  /** {@return all elements of all matrices, row-major} */
  static <T> List<T> flat(List<List<List<T>>> matrices) {
    return matrices.stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  /** {@return the row, from a step on, with the pivot: the element of largest value} */
  static <T> int pivot(ScalarField<T> field, List<List<T>> a, int step) {
    int best = step;
    for (int row = step + 1; row < a.size(); row++) {
      double value = Math.abs(field.value(a.get(row).get(step)));
      best = value > Math.abs(field.value(a.get(best).get(step))) ? row : best;
    }
    return best;
  }

  /** Subtracts factor times one row from another, from a column on. */
  static <T> void eliminate(
      ScalarField<T> field, List<T> row, List<T> by, T factor, int fromColumn) {
    for (int k = fromColumn; k < row.size(); k++) {
      row.set(k, field.minus(row.get(k), field.times(factor, by.get(k))));
    }
  }
}
