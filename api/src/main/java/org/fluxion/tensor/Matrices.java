package org.fluxion.tensor;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.fluxion.ShapeMismatchException;

/** What operations on the matrices of the last two axes have in common. */
final class Matrices {
  private Matrices() {}

  /** {@return the shape, if its last two axes have one length} */
  static Shape square(String operation, Shape shape) {
    if (shape.rank() < 2 || rows(shape) != columns(shape)) {
      throw new ShapeMismatchException(
          operation + ": needs square matrices in the last two axes, given shape " + shape);
    }
    return shape;
  }

  static int rows(Shape shape) {
    return shape.get(shape.rank() - 2);
  }

  static int columns(Shape shape) {
    return shape.get(shape.rank() - 1);
  }

  /** {@return the axes in front of the last two} */
  static Shape leading(Shape shape) {
    return Shape.owned(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
  }

  /** {@return a shape with other last two axes} */
  static Shape withLast(Shape leading, int rows, int columns) {
    int[] lengths = Arrays.copyOf(leading.toArray(), leading.rank() + 2);
    lengths[leading.rank()] = rows;
    lengths[leading.rank() + 1] = columns;
    return Shape.owned(lengths);
  }

  /** {@return the numbers of the last two axes} */
  static Axes lastTwo(Shape shape) {
    return Axes.of(shape.rank() - 2, shape.rank() - 1);
  }

  /** {@return how many matrices there are} */
  static int count(Shape shape) {
    return shape.sizeBetween(0, shape.rank() - 2);
  }

  /** {@return a copy of one of the matrices} */
  static DMatrixRMaj copy(DenseTensor tensor, int index) {
    int rows = rows(tensor.shape());
    int columns = columns(tensor.shape());
    int size = rows * columns;
    double[] own = Arrays.copyOfRange(tensor.data(), index * size, (index + 1) * size);
    return DMatrixRMaj.wrap(rows, columns, own);
  }

  /** {@return which of several matrices, for messages} */
  static String which(Shape shape, int index) {
    return count(shape) == 1 ? "the matrix" : "matrix " + index + " of the batch";
  }

  /** {@return the tensor with its last two axes exchanged} */
  static Tensor transpose(Tensor tensor) {
    int rank = tensor.rank();
    int[] axes = new int[rank];
    Arrays.setAll(axes, i -> i < rank - 2 ? i : 2 * rank - 3 - i);
    return new Transpose(Axes.of(axes)).apply(tensor);
  }

  /** {@return the diagonals of the matrices} */
  static Tensor diagonal(Tensor matrices) {
    Shape shape = square("diag", matrices.shape());
    int n = rows(shape);
    int lead = shape.rank() - 2;
    Tensor flat = Reshape.to(matrices, flat(shape));
    return new Gather(lead, places(n)).apply(flat);
  }

  /** {@return matrices with these diagonals and zeros elsewhere} */
  static Tensor fromDiagonal(Tensor diagonals) {
    Shape shape = diagonals.shape();
    int lead = shape.rank() - 1;
    int n = shape.get(lead);
    Tensor flat = new Gather.Scatter(lead, places(n), n * n).apply(diagonals);
    return Reshape.to(flat, withLast(Shape.owned(Arrays.copyOf(shape.toArray(), lead)), n, n));
  }

  private static Shape flat(Shape shape) {
    int[] lengths = Arrays.copyOf(shape.toArray(), shape.rank() - 1);
    lengths[shape.rank() - 2] = rows(shape) * columns(shape);
    return Shape.owned(lengths);
  }

  private static Axes places(int n) {
    int[] places = new int[n];
    Arrays.setAll(places, i -> i * (n + 1));
    return Axes.of(places);
  }

  /** {@return a mask of the lower triangle, with another weight on the diagonal} */
  static Tensor lower(int n, double diagonal) {
    double[] mask = new double[n * n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(mask, i * n, i * n + i, 1);
      mask[i * n + i] = diagonal;
    }
    return DenseTensor.wrap(Shape.owned(n, n), mask);
  }
}
