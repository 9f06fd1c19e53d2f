package org.fluxion.tensor;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * The natural logarithm of the determinant, without overflow; NaN where the determinant is
 * negative. Its derivative is A⁻ᵀ.
 */
final class LogDeterminant implements Primitive {
  static final LogDeterminant INSTANCE = new LogDeterminant();

  private LogDeterminant() {}

  @Override
  public String name() {
    return "logDet";
  }

  @Override
  public Shape shape(Shape... operands) {
    return Matrices.leading(Matrices.square(name(), operands[0]));
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    Shape target = shape(a.shape());
    double[] result = new double[target.size()];
    int n = Matrices.rows(a.shape());
    for (int i = 0; n > 0 && i < result.length; i++) {
      LUDecomposition_F64<DMatrixRMaj> lu = DecompositionFactory_DDRM.lu(n, n);
      if (!lu.decompose(Matrices.copy(a, i)) || lu.isSingular()) {
        throw new SingularMatrixException(
            "logDet: " + Matrices.which(a.shape(), i) + " is singular (shape " + a.shape() + ")");
      }
      DMatrixRMaj upper = lu.getUpper(null);
      double sum = 0;
      double sign = Math.signum(lu.computeDeterminant().real);
      for (int k = 0; k < n; k++) {
        sum += Math.log(Math.abs(upper.get(k, k)));
      }
      result[i] = sign < 0 ? Double.NaN : sum;
    }
    return DenseTensor.wrap(target, result);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(operands[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /** tr(A⁻¹ Ȧ). */
  private record Derivative(Tensor a) implements Differential {
    private Axes lastTwo() {
      return Axes.of(a.rank() - 2, a.rank() - 1);
    }

    private Tensor inverseTransposed() {
      int n = Matrices.rows(a.shape());
      return new Solve(true).apply(a, Broadcast.to(Tensor.eye(n), a.shape()));
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null ? null : Sum.over(inverseTransposed().times(tangent), lastTwo());
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        wanted[0] ? inverseTransposed().times(lastTwo().spread(cotangent, a.shape())) : null
      };
    }
  }
}
