package org.fluxion.tensor;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.fluxion.ShapeMismatchException;
import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * The solution X of A X = B, or of Aᵀ X = B, by LU decomposition; leading axes are alike.
 *
 * <p>With Ẋ = A⁻¹(Ḃ − Ȧ X), and B̄ = A⁻ᵀ X̄, Ā = −B̄ Xᵀ (Giles 2008, Collected matrix derivative
 * results).
 */
record Solve(boolean transposed) implements Primitive {
  /** A pivot below this part of the largest one says that no digit of the solution is sure. */
  private static final double SINGULAR = 1e-15;

  /** {@return the solution for operands of any rank: vectors as columns, leading axes broadcast} */
  static Tensor of(Tensor a, Tensor b) {
    Matrices.square("solve", a.shape());
    if (b.rank() == 0) {
      throw new ShapeMismatchException("solve: the right-hand side is a scalar; use div");
    }
    Tensor columns = b.rank() == 1 ? Reshape.to(b, Shape.owned(b.size(), 1)) : b;
    Shape lead =
        Shape.broadcast("solve", Matrices.leading(a.shape()), Matrices.leading(columns.shape()));
    Tensor matrices =
        Broadcast.to(
            a, Matrices.withLast(lead, a.shape().get(a.rank() - 2), a.shape().get(a.rank() - 1)));
    Tensor sides =
        Broadcast.to(
            columns,
            Matrices.withLast(
                lead, Matrices.rows(columns.shape()), Matrices.columns(columns.shape())));
    Tensor x = new Solve(false).apply(matrices, sides);
    return b.rank() == 1 ? Reshape.to(x, Axes.of(x.rank() - 1).removedFrom(x.shape())) : x;
  }

  /** {@return A⁻ᵀ} */
  static Tensor inverseTransposed(Tensor a) {
    int n = Matrices.rows(a.shape());
    return new Solve(true).apply(a, Broadcast.to(Tensor.eye(n), a.shape()));
  }

  @Override
  public String name() {
    return "solve";
  }

  @Override
  public Shape shape(Shape... operands) {
    return shape(name(), operands[0], operands[1]);
  }

  /** {@return the shape of the solution, if matrices and right-hand sides fit} */
  static Shape shape(String operation, Shape matrices, Shape b) {
    Shape a = Matrices.square(operation, matrices);
    if (b.rank() != a.rank()
        || !Matrices.leading(a).equals(Matrices.leading(b))
        || Matrices.rows(b) != Matrices.rows(a)) {
      throw new ShapeMismatchException(
          operation + ": a matrix of shape " + a + " and a right-hand side of shape " + b);
    }
    return b;
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    DenseTensor b = operands[1].plain();
    Shape shape = shape(a.shape(), b.shape());
    double[] result = new double[shape.size()];
    int n = Matrices.rows(shape);
    int size = n * Matrices.columns(shape);
    for (int i = 0; i < Matrices.count(shape); i++) {
      DMatrixRMaj matrix = Matrices.copy(a, i);
      if (transposed) {
        CommonOps_DDRM.transpose(matrix);
      }
      DMatrixRMaj x = new DMatrixRMaj(n, Matrices.columns(shape));
      if (size > 0) {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.lu(n);
        if (!solver.setA(matrix) || !isRegular(solver)) {
          throw new SingularMatrixException(
              "solve: "
                  + Matrices.which(a.shape(), i)
                  + " is singular to working precision (shape "
                  + a.shape()
                  + ")");
        }
        solver.solve(Matrices.copy(b, i), x);
      }
      System.arraycopy(x.data, 0, result, i * size, size);
    }
    return DenseTensor.wrap(shape, result);
  }

  private static boolean isRegular(LinearSolverDense<DMatrixRMaj> solver) {
    DMatrixRMaj factors =
        ((org.ejml.dense.row.decomposition.lu.LUDecompositionBase_DDRM) solver.getDecomposition())
            .getLU();
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < factors.numRows; i++) {
      double pivot = Math.abs(factors.get(i, i));
      least = Math.min(least, pivot);
      most = Math.max(most, pivot);
    }
    return !(least <= SINGULAR * most);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(this, operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    if (!batched[0] && operands[0].rank() == 2) {
      // Many right-hand sides for one matrix are one wide right-hand side.
      Tensor b = operands[1];
      int n = b.shape().get(1);
      int k = b.shape().get(2);
      Tensor wide = b.transpose(1, 0, 2).reshape(n, size * k);
      return apply(operands[0], wide).reshape(n, size, k).transpose(1, 0, 2);
    }
    return apply(Batch.align(size, operands, batched));
  }

  /** The derivative at A and X. */
  private record Derivative(Solve primitive, Tensor a, Tensor x) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor side = tangents[1];
      if (tangents[0] != null) {
        Tensor moved = new MatMul(primitive.transposed, false).apply(tangents[0], x);
        side = side == null ? moved.unaryMinus() : side.minus(moved);
      }
      return side == null ? null : primitive.apply(a, side);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      Tensor side = new Solve(!primitive.transposed).apply(a, cotangent);
      Tensor matrix = null;
      if (wanted[0]) {
        MatMul outer = new MatMul(false, true);
        matrix = (primitive.transposed ? outer.apply(x, side) : outer.apply(side, x)).unaryMinus();
      }
      return new @Nullable Tensor[] {matrix, wanted[1] ? side : null};
    }
  }
}
