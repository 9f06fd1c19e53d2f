package org.fluxion.tensor;

import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The determinant; its derivative is the matrix of cofactors, which a singular matrix has as well.
 */
final class Determinant implements Primitive {
  static final Determinant INSTANCE = new Determinant();

  private Determinant() {}

  @Override
  public String name() {
    return "det";
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
    for (int i = 0; i < result.length; i++) {
      boolean empty = Matrices.rows(a.shape()) == 0;
      result[i] = empty ? 1 : CommonOps_DDRM.det(Matrices.copy(a, i));
    }
    return DenseTensor.wrap(target, result);
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Tensor a = operands[0];
    return new WeightedSum(
        Matrices.lastTwo(a.shape()), a.shape(), () -> Cofactors.INSTANCE.apply(a));
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }
}
