package org.fluxion.tensor;

import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * The lower triangular L with L Lᵀ = A, for symmetric positive definite A.
 *
 * <p>With P = L⁻¹ Ȧ L⁻ᵀ: L̇ = L Φ(P), where Φ keeps the lower triangle and halves the diagonal; and
 * Ā = ½ L⁻ᵀ (Φ(LᵀL̄) + Φ(LᵀL̄)ᵀ) L⁻¹, which is symmetric (Murray 2016, Differentiation of the
 * Cholesky decomposition).
 */
final class Cholesky implements Primitive {
  static final Cholesky INSTANCE = new Cholesky();

  private Cholesky() {}

  @Override
  public String name() {
    return "cholesky";
  }

  @Override
  public Shape shape(Shape... operands) {
    return Matrices.square(name(), operands[0]);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    Shape shape = Symmetric.require(name(), a);
    int n = Matrices.rows(shape);
    double[] result = new double[shape.size()];
    for (int i = 0; i < Matrices.count(shape); i++) {
      if (!factorise(a.data(), result, i * n * n, n)) {
        throw new SingularMatrixException(
            "cholesky: "
                + Matrices.which(shape, i)
                + " is not positive definite (shape "
                + shape
                + ")");
      }
    }
    return DenseTensor.wrap(shape, result);
  }

  private static boolean factorise(double[] a, double[] l, int at, int n) {
    for (int row = 0; row < n; row++) {
      for (int column = 0; column <= row; column++) {
        double sum = a[at + row * n + column];
        for (int k = 0; k < column; k++) {
          sum -= l[at + row * n + k] * l[at + column * n + k];
        }
        if (row == column) {
          if (!(sum > 0)) {
            return false;
          }
          l[at + row * n + row] = Math.sqrt(sum);
        } else {
          l[at + row * n + column] = sum / l[at + column * n + column];
        }
      }
    }
    return true;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /** The derivative at L. */
  private record Derivative(Tensor l) implements Differential {
    private Tensor halved(Tensor matrices) {
      return matrices.times(Matrices.lower(Matrices.rows(l.shape()), 0.5));
    }

    private Tensor solve(boolean transposed, Tensor side) {
      return new TriangularSolve(true, transposed).apply(l, side);
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      if (tangent == null) {
        return null;
      }
      Tensor symmetric = tangent.plus(Matrices.transpose(tangent)).times(0.5);
      Tensor left = solve(false, symmetric);
      Tensor both = solve(false, Matrices.transpose(left));
      return MatMul.PLAIN.apply(l, halved(both));
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      if (!wanted[0]) {
        return new @Nullable Tensor[1];
      }
      Tensor product = halved(new MatMul(true, false).apply(l, cotangent));
      Tensor symmetric = product.plus(Matrices.transpose(product)).times(0.5);
      Tensor left = solve(true, symmetric);
      return new @Nullable Tensor[] {Matrices.transpose(solve(true, Matrices.transpose(left)))};
    }
  }
}
