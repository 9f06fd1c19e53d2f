package org.fluxion.tensor;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;

/**
 * An immutable array of doubles with any number of axes, row-major: what differentiable programs
 * compute with.
 *
 * <p>A tensor of rank 0 is a scalar. Binary operations broadcast as NumPy does: shapes are aligned
 * at the last axis, and axes of length 1 are repeated. Every operation is one {@link Primitive} or
 * a short composition of them, so each works under every derivative and to every order. Data is
 * copied on the way in and on the way out.
 *
 * <p>Plain tensors are equal when their shapes and elements are, and may be used from any thread. A
 * tensor inside a function that is being differentiated may be a {@link Tracer}; it belongs to the
 * thread of that derivative and to the time until the function returns.
 *
 * <p>All methods throw {@link ShapeMismatchException} when shapes do not fit, naming the operation
 * and the shapes.
 */
public abstract sealed class Tensor permits DenseTensor, Tracer {
  Tensor() {}

  /** {@return the value behind all interpreters} */
  abstract DenseTensor plain();

  /** {@return whether a condition holds for the only element} */
  abstract boolean answer(Condition condition);

  // --- making tensors ---

  /** {@return a tensor of rank 0} */
  public static Tensor scalar(double value) {
    return DenseTensor.scalarOf(value);
  }

  /** {@return a tensor of rank 1 with these elements} */
  public static Tensor vector(double... elements) {
    return DenseTensor.wrap(Shape.of(elements.length), elements.clone());
  }

  /**
   * {@return a tensor of rank 2 with these rows}
   *
   * @throws ShapeMismatchException if the rows differ in length
   */
  public static Tensor matrix(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Shape shape = Shape.of(rows.length, columns);
    double[] data = new double[shape.size()];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeMismatchException(
            "matrix: row 0 has " + columns + " elements, row " + i + " has " + rows[i].length);
      }
      System.arraycopy(rows[i], 0, data, i * columns, columns);
    }
    return DenseTensor.wrap(shape, data);
  }

  /**
   * {@return a tensor of a given shape with these elements in row-major order; they are copied}
   *
   * @throws ShapeMismatchException if their number is not the size of the shape
   */
  public static Tensor of(double[] data, int... shape) {
    Shape target = Shape.of(shape);
    if (data.length != target.size()) {
      throw new ShapeMismatchException(
          "of: "
              + data.length
              + " elements do not fill shape "
              + target
              + ", which has "
              + target.size());
    }
    return DenseTensor.wrap(target, data.clone());
  }

  /** {@return a tensor of rank 2 with the elements of an EJML matrix; they are copied} */
  public static Tensor of(DMatrixRMaj matrix) {
    return DenseTensor.wrap(
        Shape.of(matrix.numRows, matrix.numCols),
        Arrays.copyOf(matrix.data, matrix.getNumElements()));
  }

  /** {@return a tensor of zeros} */
  public static Tensor zeros(int... shape) {
    return zeros(Shape.of(shape));
  }

  /** {@return a tensor of zeros} */
  public static Tensor zeros(Shape shape) {
    return DenseTensor.wrap(shape, new double[shape.size()]);
  }

  /** {@return a tensor of ones} */
  public static Tensor ones(int... shape) {
    return full(1, shape);
  }

  /** {@return a tensor with one value everywhere} */
  public static Tensor full(double value, int... shape) {
    return DenseTensor.full(value, Shape.of(shape));
  }

  /** {@return the identity matrix with n rows} */
  public static Tensor eye(int n) {
    return eye(n, n, 0);
  }

  /**
   * {@return a matrix with ones on a diagonal and zeros elsewhere}
   *
   * @param diagonal how far to the right of the main diagonal; negative for below it. It may lie
   *     outside the matrix.
   */
  public static Tensor eye(int rows, int columns, int diagonal) {
    Shape shape = Shape.of(rows, columns);
    double[] data = new double[shape.size()];
    long end = Math.min(rows, (long) columns - diagonal);
    for (long i = Math.max(0, -(long) diagonal); i < end; i++) {
      data[(int) (i * columns + i + diagonal)] = 1;
    }
    return DenseTensor.wrap(shape, data);
  }

  /** {@return the tensors joined along an axis} */
  public static Tensor concat(int axis, List<Tensor> tensors) {
    return concat(axis, tensors.toArray(Tensor[]::new));
  }

  /** {@return the tensors joined along an axis} */
  public static Tensor concat(int axis, Tensor... tensors) {
    return new Concat(axis).apply(tensors);
  }

  /** {@return tensors of one shape joined along a new axis} */
  public static Tensor stack(int axis, List<Tensor> tensors) {
    return stack(axis, tensors.toArray(Tensor[]::new));
  }

  /** {@return tensors of one shape joined along a new axis} */
  public static Tensor stack(int axis, Tensor... tensors) {
    Tensor[] opened = new Tensor[tensors.length];
    for (int i = 0; i < opened.length; i++) {
      Shape shape = tensors[i].shape();
      if (axis < 0 || axis > shape.rank()) {
        throw new ShapeMismatchException(
            "stack: a tensor of shape " + shape + " takes no new axis " + axis);
      }
      int[] lengths = new int[shape.rank() + 1];
      for (int k = 0; k < lengths.length; k++) {
        lengths[k] = k == axis ? 1 : shape.get(k < axis ? k : k - 1);
      }
      opened[i] = Reshape.to(tensors[i], Shape.owned(lengths));
    }
    return new Concat(axis).apply(opened);
  }

  /**
   * {@return the elements of {@code a} where the mask is not 0, of {@code b} elsewhere}
   *
   * <p>All three broadcast together. No derivative comes from the mask, and none from the branch
   * that an element was not taken from.
   */
  public static Tensor where(Tensor mask, Tensor a, Tensor b) {
    Shape shape = Shape.broadcast("where", mask.shape(), a.shape());
    shape = Shape.broadcast("where", shape, b.shape());
    return Where.INSTANCE.apply(
        Broadcast.to(mask, shape), Broadcast.to(a, shape), Broadcast.to(b, shape));
  }

  // --- looking at tensors ---

  /** {@return the lengths of the axes} */
  public abstract Shape shape();

  /** {@return the number of axes} */
  public final int rank() {
    return shape().rank();
  }

  /** {@return the number of elements} */
  public final int size() {
    return shape().size();
  }

  /**
   * {@return the only element, as a number}
   *
   * <p>The number is a constant to every derivative: this is the one place, with {@link #toArray},
   * {@link #toMatrix} and the questions {@link #isGreaterThan} and {@link #isLessThan}, where a
   * dependence is lost without an error.
   *
   * @throws ShapeMismatchException if there is not exactly one element
   */
  public final double item() {
    return requireOne("item").plain().data()[0];
  }

  private Tensor requireOne(String operation) {
    if (size() != 1) {
      throw new ShapeMismatchException(
          operation
              + ": a tensor of shape "
              + shape()
              + " has "
              + size()
              + " elements; use get or toArray");
    }
    return this;
  }

  /** {@return a copy of the elements in row-major order; constants to every derivative} */
  public final double[] toArray() {
    return plain().data().clone();
  }

  /**
   * Copies the elements in row-major order; constants to every derivative.
   *
   * @param target as long as this has elements
   * @throws ShapeMismatchException if it is not
   */
  public final void copyTo(double[] target) {
    if (target.length != size()) {
      throw new ShapeMismatchException(
          "copyTo: shape " + shape() + " has " + size() + " elements, the array " + target.length);
    }
    System.arraycopy(plain().data(), 0, target, 0, target.length);
  }

  /**
   * {@return a copy as an EJML matrix, a vector becoming one column; constants to every derivative}
   *
   * @throws ShapeMismatchException if there are more than two axes
   */
  public final DMatrixRMaj toMatrix() {
    Shape shape = shape();
    if (rank() > 2) {
      throw new ShapeMismatchException("toMatrix: shape " + shape + " has more than two axes");
    }
    int columns = rank() == 2 ? shape.get(1) : 1;
    return DMatrixRMaj.wrap(rank() == 0 ? 1 : shape.get(0), columns, toArray());
  }

  /** {@return whether the only element is greater than a bound; a constant to every derivative} */
  public final boolean isGreaterThan(double bound) {
    return requireOne("isGreaterThan").answer(new Condition(Condition.Comparison.GREATER, bound));
  }

  /** {@return whether the only element is less than a bound; a constant to every derivative} */
  public final boolean isLessThan(double bound) {
    return requireOne("isLessThan").answer(new Condition(Condition.Comparison.LESS, bound));
  }

  /**
   * {@return whether this is plain and every element is 0}
   *
   * <p>Engines ask it of tangents, to spare the work that a zero needs not. A tracer is never known
   * to be zero.
   */
  public final boolean isKnownZero() {
    if (!(this instanceof DenseTensor dense)) {
      return false;
    }
    for (double element : dense.data()) {
      if (element != 0) {
        return false;
      }
    }
    return true;
  }

  // --- functions of each element ---

  /** {@return the negative of each element} */
  public final Tensor unaryMinus() {
    return Additive.NEGATIVE.apply(this);
  }

  /** {@return the absolute values; derivative 0 at 0} */
  public final Tensor abs() {
    return UnaryFunction.ABS.apply(this);
  }

  /** {@return −1, 0 or 1 for each element; derivative 0} */
  public final Tensor sign() {
    return Step.SIGN.apply(this);
  }

  /** {@return the largest whole numbers not above the elements; derivative 0} */
  public final Tensor floor() {
    return Step.FLOOR.apply(this);
  }

  /** {@return eˣ} */
  public final Tensor exp() {
    return UnaryFunction.EXP.apply(this);
  }

  /** {@return eˣ − 1, accurate near 0} */
  public final Tensor expm1() {
    return UnaryFunction.EXPM1.apply(this);
  }

  /** {@return the natural logarithms} */
  public final Tensor log() {
    return UnaryFunction.LOG.apply(this);
  }

  /** {@return log(1 + x), accurate near 0} */
  public final Tensor log1p() {
    return UnaryFunction.LOG1P.apply(this);
  }

  /** {@return the square roots} */
  public final Tensor sqrt() {
    return UnaryFunction.SQRT.apply(this);
  }

  /** {@return the cube roots} */
  public final Tensor cbrt() {
    return UnaryFunction.CBRT.apply(this);
  }

  /** {@return x²} */
  public final Tensor square() {
    return UnaryFunction.SQUARE.apply(this);
  }

  /** {@return 1 / x} */
  public final Tensor reciprocal() {
    return UnaryFunction.RECIPROCAL.apply(this);
  }

  /** {@return the sines, x in radians} */
  public final Tensor sin() {
    return UnaryFunction.SIN.apply(this);
  }

  /** {@return the cosines, x in radians} */
  public final Tensor cos() {
    return UnaryFunction.COS.apply(this);
  }

  /** {@return the tangents, x in radians} */
  public final Tensor tan() {
    return UnaryFunction.TAN.apply(this);
  }

  /** {@return the arcsines in radians} */
  public final Tensor asin() {
    return UnaryFunction.ASIN.apply(this);
  }

  /** {@return the arccosines in radians} */
  public final Tensor acos() {
    return UnaryFunction.ACOS.apply(this);
  }

  /** {@return the arctangents in radians} */
  public final Tensor atan() {
    return UnaryFunction.ATAN.apply(this);
  }

  /** {@return the hyperbolic sines} */
  public final Tensor sinh() {
    return UnaryFunction.SINH.apply(this);
  }

  /** {@return the hyperbolic cosines} */
  public final Tensor cosh() {
    return UnaryFunction.COSH.apply(this);
  }

  /** {@return the hyperbolic tangents} */
  public final Tensor tanh() {
    return UnaryFunction.TANH.apply(this);
  }

  /** {@return 1 / (1 + e⁻ˣ)} */
  public final Tensor sigmoid() {
    return UnaryFunction.SIGMOID.apply(this);
  }

  /** {@return log(1 + eˣ), without overflow} */
  public final Tensor softplus() {
    return UnaryFunction.SOFTPLUS.apply(this);
  }

  /** {@return max(x, 0); derivative 0 at 0} */
  public final Tensor relu() {
    return UnaryFunction.RELU.apply(this);
  }

  /** {@return x Φ(x), where Φ is the standard normal distribution: the exact GELU} */
  public final Tensor gelu() {
    return UnaryFunction.GELU.apply(this);
  }

  /** {@return the error function} */
  public final Tensor erf() {
    return UnaryFunction.ERF.apply(this);
  }

  /** {@return log |Γ(x)|; +∞ at 0, −1, −2, …} */
  public final Tensor lgamma() {
    return UnaryFunction.LGAMMA.apply(this);
  }

  /** {@return the derivative of log |Γ(x)|; NaN at −1, −2, …} */
  public final Tensor digamma() {
    return new Polygamma(0).apply(this);
  }

  /** {@return the same values, which every derivative takes for constants} */
  public final Tensor stopGradient() {
    return Step.STOP_GRADIENT.apply(this);
  }

  // --- two tensors, element by element, with broadcasting ---

  private static Tensor together(Primitive primitive, Tensor a, Tensor b) {
    if (b == null) {
      throw new FluxionException(primitive.name() + ": the other tensor is null");
    }
    Shape own = a.shape();
    Shape other = b.shape();
    if (own.equals(other)) {
      return primitive.apply(a, b);
    }
    Shape shape = Shape.broadcast(primitive.name(), own, other);
    return primitive.apply(Broadcast.to(a, shape), Broadcast.to(b, shape));
  }

  /** {@return the sum} */
  public final Tensor plus(Tensor other) {
    return together(Additive.PLUS, this, other);
  }

  /** {@return the difference} */
  public final Tensor minus(Tensor other) {
    return together(Additive.MINUS, this, other);
  }

  /** {@return the product of each element with its counterpart} */
  public final Tensor times(Tensor other) {
    return together(BinaryFunction.TIMES, this, other);
  }

  /** {@return the quotient} */
  public final Tensor div(Tensor other) {
    return together(BinaryFunction.DIV, this, other);
  }

  /** {@return the sum with a number} */
  public final Tensor plus(double number) {
    return new Offset(number).apply(this);
  }

  /** {@return the difference from a number} */
  public final Tensor minus(double number) {
    return new Offset(-number).apply(this);
  }

  /** {@return the product with a number} */
  public final Tensor times(double number) {
    return new Multiple(number).apply(this);
  }

  /** {@return the quotient by a number} */
  public final Tensor div(double number) {
    return together(BinaryFunction.DIV, this, scalar(number));
  }

  /** {@return each element raised to the power of its counterpart} */
  public final Tensor pow(Tensor exponent) {
    return together(BinaryFunction.POW, this, exponent);
  }

  /** {@return each element raised to one power; x⁰ is 1 with derivative 0, also at x = 0} */
  public final Tensor pow(double exponent) {
    if (exponent == 2) {
      return square();
    }
    return exponent == 1 ? this : new Power(exponent).apply(this);
  }

  /**
   * {@return the angle in radians of the point whose ordinate is this and whose abscissa is x}
   *
   * <p>The derivative is 0 at the origin.
   */
  public final Tensor atan2(Tensor x) {
    return together(BinaryFunction.ATAN2, this, x);
  }

  /** {@return √(a² + b²) without overflow; the derivative is 0 at the origin} */
  public final Tensor hypot(Tensor other) {
    return together(BinaryFunction.HYPOT, this, other);
  }

  /** {@return the larger of each two elements; a tie shares the derivative equally} */
  public final Tensor maximum(Tensor other) {
    return together(BinaryFunction.MAXIMUM, this, other);
  }

  /** {@return the larger of each element and a number; a tie gives half of the derivative} */
  public final Tensor maximum(double number) {
    return maximum(scalar(number));
  }

  /** {@return the smaller of each two elements; a tie shares the derivative equally} */
  public final Tensor minimum(Tensor other) {
    return together(BinaryFunction.MINIMUM, this, other);
  }

  /** {@return the smaller of each element and a number; a tie gives half of the derivative} */
  public final Tensor minimum(double number) {
    return minimum(scalar(number));
  }

  /** {@return 1 where this is greater, else 0; derivative 0} */
  public final Tensor greater(Tensor other) {
    return together(Comparison.GREATER, this, other);
  }

  /** {@return 1 where this is greater, else 0; derivative 0} */
  public final Tensor greater(double number) {
    return greater(scalar(number));
  }

  /** {@return 1 where this is greater or equal, else 0; derivative 0} */
  public final Tensor greaterOrEqual(Tensor other) {
    return together(Comparison.GREATER_OR_EQUAL, this, other);
  }

  /** {@return 1 where this is greater or equal, else 0; derivative 0} */
  public final Tensor greaterOrEqual(double number) {
    return greaterOrEqual(scalar(number));
  }

  /** {@return 1 where this is less, else 0; derivative 0} */
  public final Tensor less(Tensor other) {
    return together(Comparison.GREATER, other, this);
  }

  /** {@return 1 where this is less, else 0; derivative 0} */
  public final Tensor less(double number) {
    return less(scalar(number));
  }

  /** {@return 1 where this is less or equal, else 0; derivative 0} */
  public final Tensor lessOrEqual(Tensor other) {
    return together(Comparison.GREATER_OR_EQUAL, other, this);
  }

  /** {@return 1 where this is less or equal, else 0; derivative 0} */
  public final Tensor lessOrEqual(double number) {
    return lessOrEqual(scalar(number));
  }

  /** {@return 1 where this is equal, else 0; derivative 0} */
  public final Tensor equalTo(Tensor other) {
    return together(Comparison.EQUAL, this, other);
  }

  /** {@return 1 where this is equal, else 0; derivative 0} */
  public final Tensor equalTo(double number) {
    return equalTo(scalar(number));
  }

  /**
   * {@return each element moved into a range; at an edge half of the derivative}
   *
   * @throws FluxionException if the lower bound is above the upper one
   */
  public final Tensor clip(double lower, double upper) {
    if (!(lower <= upper)) {
      throw new FluxionException("clip: no number lies between " + lower + " and " + upper);
    }
    return maximum(lower).minimum(upper);
  }

  // --- reductions: the named axes disappear, all of them if none is named ---

  /** {@return the sums over axes; 0 where there is nothing to sum} */
  public final Tensor sum(int... axes) {
    return Sum.over(this, Axes.toReduce("sum", shape(), axes));
  }

  /** {@return the means over axes; NaN where there is nothing to average} */
  public final Tensor mean(int... axes) {
    Tensor sum = sum(axes);
    return sum.div((double) size() / sum.size());
  }

  /** {@return the largest elements along axes; ties share the derivative equally} */
  public final Tensor max(int... axes) {
    return new Extremum(true, Axes.toReduce("max", shape(), axes)).apply(this);
  }

  /** {@return the smallest elements along axes; ties share the derivative equally} */
  public final Tensor min(int... axes) {
    return new Extremum(false, Axes.toReduce("min", shape(), axes)).apply(this);
  }

  /** {@return the products along axes; 1 where there is nothing to multiply} */
  public final Tensor prod(int... axes) {
    return Product.over(this, Axes.toReduce("prod", shape(), axes));
  }

  /** {@return log Σ eˣ over axes, without overflow; −∞ where there is nothing to sum} */
  public final Tensor logSumExp(int... axes) {
    Axes reduced = Axes.toReduce("logSumExp", shape(), axes);
    return reduced.count() == 0 ? this : new LogSumExp(reduced).apply(this);
  }

  /** {@return the Euclidean norms along axes; derivative 0 where the norm is 0} */
  public final Tensor norm(int... axes) {
    return new Norm(Axes.toReduce("norm", shape(), axes)).apply(this);
  }

  /** {@return the running sums along an axis} */
  public final Tensor cumsum(int axis) {
    return new CumulativeSum(axis).apply(this);
  }

  // --- shapes ---

  /** {@return the same elements in the same order under another shape of the same size} */
  public final Tensor reshape(int... shape) {
    return Reshape.to(this, Shape.of(shape));
  }

  /** {@return the elements in row-major order as a vector} */
  public final Tensor flatten() {
    return reshape(size());
  }

  /** {@return the tensor with its axes in the given order, or reversed if none is given} */
  public final Tensor transpose(int... axes) {
    return Transpose.of(rank(), axes).apply(this);
  }

  /** {@return the tensor repeated to a shape, aligned at the last axis} */
  public final Tensor broadcastTo(int... shape) {
    return Broadcast.to(this, Shape.of(shape));
  }

  /** {@return the element, or the sub-tensor, at these indices of the first axes} */
  public final Tensor get(int... index) {
    return index.length == 0 ? this : new Get(Axes.of(index)).apply(this);
  }

  /** {@return the part of an axis from one index (inclusive) to another (exclusive)} */
  public final Tensor slice(int axis, int from, int to) {
    return new Slice(axis, from, to).apply(this);
  }

  /** {@return the elements at these indices of an axis, in that order; they may be repeated} */
  public final Tensor gather(int axis, int... indices) {
    return new Gather(axis, Axes.of(indices)).apply(this);
  }

  /** {@return the tensor with so many zeros before and after the elements of an axis} */
  public final Tensor pad(int axis, int before, int after) {
    return new Pad(axis, before, after).apply(this);
  }

  /** {@return the tensor with one axis reversed} */
  public final Tensor flip(int axis) {
    return new Flip(axis).apply(this);
  }

  // --- linear algebra ---

  /**
   * {@return the matrix product over the last two axes}
   *
   * <p>A vector counts as a row on the left and as a column on the right; leading axes broadcast.
   */
  public final Tensor matmul(Tensor other) {
    return MatMul.of(this, other);
  }

  /** {@return the scalar product of two vectors of one length} */
  public final Tensor dot(Tensor other) {
    if (rank() != 1 || !shape().equals(other.shape())) {
      throw new ShapeMismatchException(
          "dot: needs two vectors of one length, given " + shape() + " and " + other.shape());
    }
    return MatMul.of(this, other);
  }

  /** {@return the matrix of all products of an element of one vector with one of the other} */
  public final Tensor outer(Tensor other) {
    if (rank() != 1 || other.rank() != 1) {
      throw new ShapeMismatchException(
          "outer: needs two vectors, given " + shape() + " and " + other.shape());
    }
    return MatMul.of(reshape(size(), 1), other.reshape(1, other.size()));
  }

  /**
   * {@return x with A x = b, where A is this}
   *
   * <p>A vector counts as a column; leading axes broadcast.
   *
   * @throws org.fluxion.SingularMatrixException if A is singular to working precision
   */
  public final Tensor solve(Tensor b) {
    return Solve.of(this, b);
  }

  /**
   * {@return the lower triangular L with L Lᵀ = A, where A is this}
   *
   * @throws FluxionException if A is not symmetric
   * @throws org.fluxion.SingularMatrixException if A is not positive definite
   */
  public final Tensor cholesky() {
    return Cholesky.INSTANCE.apply(this);
  }

  /**
   * {@return x with L x = b, where L is the lower or the upper triangle of this}
   *
   * @param b of the same leading axes; a vector counts as a column
   * @throws org.fluxion.SingularMatrixException if there is a 0 on the diagonal
   */
  public final Tensor triangularSolve(Tensor b, boolean lower) {
    TriangularSolve primitive = new TriangularSolve(lower, false);
    return b.rank() == 1
        ? primitive.apply(this, b.reshape(b.size(), 1)).reshape(b.size())
        : primitive.apply(this, b);
  }

  /**
   * {@return the inverse}
   *
   * @throws org.fluxion.SingularMatrixException if there is none to working precision
   */
  public final Tensor inverse() {
    Shape shape = Matrices.square("inverse", shape());
    return solve(Broadcast.to(eye(Matrices.rows(shape)), shape));
  }

  /** {@return the determinant; differentiable once also where it is 0} */
  public final Tensor det() {
    return Determinant.INSTANCE.apply(this);
  }

  /**
   * {@return the logarithm of the determinant, without overflow; NaN if that is negative}
   *
   * @throws org.fluxion.SingularMatrixException if the determinant is 0
   */
  public final Tensor logDet() {
    return LogDeterminant.INSTANCE.apply(this);
  }

  /** {@return the sum of the diagonal of the last two axes} */
  public final Tensor trace() {
    Matrices.square("trace", shape());
    Tensor diagonal = Matrices.diagonal(this);
    return diagonal.sum(diagonal.rank() - 1);
  }

  /** {@return the diagonal of a matrix, or the diagonal matrix of a vector} */
  public final Tensor diag() {
    return rank() == 1 ? Matrices.fromDiagonal(this) : Matrices.diagonal(this);
  }

  /**
   * {@return eigenvalues, ascending, and eigenvectors, as columns, of symmetric matrices}
   *
   * <p>Each vector has length 1 and its largest component is positive. Vectors of coinciding
   * eigenvalues have no derivative.
   *
   * @throws FluxionException if a matrix is not symmetric
   */
  public final Eigh eigh() {
    return SymmetricEigen.of(this);
  }

  /**
   * Eigenvalues and eigenvectors.
   *
   * @param values in ascending order
   * @param vectors as columns, in the same order
   */
  public record Eigh(Tensor values, Tensor vectors) {}
}
