package org.fluxion.tensor;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.LUDecomposition_F64;
import org.fluxion.SingularMatrixException;

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
    Tensor a = operands[0];
    return new WeightedSum(
        Matrices.lastTwo(a.shape()), a.shape(), () -> Solve.inverseTransposed(a));
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
