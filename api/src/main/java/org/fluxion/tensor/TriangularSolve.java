package org.fluxion.tensor;

import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * The solution X of L X = B or Lᵀ X = B by substitution, for the lower triangle L of a matrix or,
 * if so named, its upper triangle. The other triangle is not read and has derivative 0.
 */
record TriangularSolve(boolean lower, boolean transposed) implements Primitive {
  @Override
  public String name() {
    return "triangularSolve";
  }

  @Override
  public Shape shape(Shape... operands) {
    return Solve.shape(name(), operands[0], operands[1]);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    Shape shape = shape(a.shape(), operands[1].shape());
    double[] x = operands[1].toArray();
    int n = Matrices.rows(shape);
    int k = Matrices.columns(shape);
    for (int i = 0; i < Matrices.count(shape); i++) {
      if (!substitute(a.data(), i * n * n, x, i * n * k, n, k)) {
        throw new SingularMatrixException(
            "triangularSolve: "
                + Matrices.which(a.shape(), i)
                + " has a 0 on its diagonal (shape "
                + a.shape()
                + ")");
      }
    }
    return DenseTensor.wrap(shape, x);
  }

  private boolean substitute(double[] a, int atA, double[] x, int atX, int n, int k) {
    boolean forward = lower != transposed;
    for (int step = 0; step < n; step++) {
      int row = forward ? step : n - 1 - step;
      double pivot = a[atA + row * n + row];
      if (pivot == 0) {
        return false;
      }
      for (int done = 0; done < step; done++) {
        int other = forward ? done : n - 1 - done;
        double factor = transposed ? a[atA + other * n + row] : a[atA + row * n + other];
        for (int column = 0; column < k; column++) {
          x[atX + row * k + column] -= factor * x[atX + other * k + column];
        }
      }
      for (int column = 0; column < k; column++) {
        x[atX + row * k + column] /= pivot;
      }
    }
    return true;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(this, operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(Batch.align(size, operands, batched));
  }

  /** As for {@link Solve}, restricted to the triangle that is read. */
  private record Derivative(TriangularSolve primitive, Tensor a, Tensor x) implements Differential {
    private Tensor triangle(Tensor matrices) {
      Tensor mask = Matrices.lower(Matrices.rows(a.shape()), 1);
      Tensor own = primitive.lower ? mask : mask.transpose();
      return matrices.times(own);
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor side = tangents[1];
      if (tangents[0] != null) {
        Tensor moved = new MatMul(primitive.transposed, false).apply(triangle(tangents[0]), x);
        side = side == null ? moved.unaryMinus() : side.minus(moved);
      }
      return side == null ? null : primitive.apply(a, side);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      Tensor side = new TriangularSolve(primitive.lower, !primitive.transposed).apply(a, cotangent);
      Tensor matrix = null;
      if (wanted[0]) {
        MatMul outer = new MatMul(false, true);
        matrix =
            triangle(primitive.transposed ? outer.apply(x, side) : outer.apply(side, x))
                .unaryMinus();
      }
      return new @Nullable Tensor[] {matrix, wanted[1] ? side : null};
    }
  }
}
