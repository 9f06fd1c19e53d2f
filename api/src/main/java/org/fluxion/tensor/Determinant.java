package org.fluxion.tensor;

import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

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
    return new Derivative(operands[0]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /** ḋ = ⟨C, Ȧ⟩ with the cofactors C. */
  private record Derivative(Tensor a) implements Differential {
    private Axes lastTwo() {
      return Axes.of(a.rank() - 2, a.rank() - 1);
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null
          ? null
          : Sum.over(Cofactors.INSTANCE.apply(a).times(tangent), lastTwo());
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {
        wanted[0] ? Cofactors.INSTANCE.apply(a).times(lastTwo().spread(cotangent, a.shape())) : null
      };
    }
  }
}
