package org.fluxion.tensor;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * The cofactors C of a matrix: det(A) A⁻ᵀ where A is regular, and defined for every A.
 *
 * <p>From A = U S Vᵀ: C = det(U) det(V) U T Vᵀ, where T is diagonal and holds for each singular
 * value the product of all others. So no division is needed. The derivative of C is stated for
 * regular A only.
 */
final class Cofactors implements Primitive {
  static final Cofactors INSTANCE = new Cofactors();

  private Cofactors() {}

  @Override
  public String name() {
    return "cofactors";
  }

  @Override
  public Shape shape(Shape... operands) {
    return Matrices.square(name(), operands[0]);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    Shape shape = shape(a.shape());
    int size = Matrices.rows(shape) * Matrices.columns(shape);
    double[] result = new double[shape.size()];
    for (int i = 0; size > 0 && i < Matrices.count(shape); i++) {
      System.arraycopy(cofactors(Matrices.copy(a, i)).data, 0, result, i * size, size);
    }
    return DenseTensor.wrap(shape, result);
  }

  private static DMatrixRMaj cofactors(DMatrixRMaj a) {
    int n = a.numRows;
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(n, n, true, true, false);
    if (!svd.decompose(a)) {
      throw new SingularMatrixException("det: the singular values of a matrix were not found");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    double[] singular = svd.getSingularValues();
    double sign = Math.signum(CommonOps_DDRM.det(u) * CommonOps_DDRM.det(v));
    DMatrixRMaj scaled = u.copy();
    for (int i = 0; i < n; i++) {
      double others = sign;
      for (int k = 0; k < n; k++) {
        others *= k == i ? 1 : singular[k];
      }
      for (int row = 0; row < n; row++) {
        scaled.set(row, i, u.get(row, i) * others);
      }
    }
    DMatrixRMaj result = new DMatrixRMaj(n, n);
    CommonOps_DDRM.multTransB(scaled, v, result);
    return result;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Derivative(operands[0], result);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /** With B = A⁻ᵀ: Ċ = ⟨C, Ȧ⟩ B − B Ȧᵀ C, and Ā = ⟨B, C̄⟩ C − C C̄ᵀ B. */
  private record Derivative(Tensor a, Tensor c) implements Differential {
    private Tensor inner(Tensor p, Tensor q) {
      Axes lastTwo = Matrices.lastTwo(a.shape());
      return lastTwo.spread(Sum.over(p.times(q), lastTwo), a.shape());
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      if (tangent == null) {
        return null;
      }
      Tensor b = Solve.inverseTransposed(a);
      Tensor product = MatMul.PLAIN.apply(new MatMul(false, true).apply(b, tangent), c);
      return inner(c, tangent).times(b).minus(product);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      if (!wanted[0]) {
        return new @Nullable Tensor[1];
      }
      Tensor b = Solve.inverseTransposed(a);
      Tensor product = MatMul.PLAIN.apply(new MatMul(false, true).apply(c, cotangent), b);
      return new @Nullable Tensor[] {inner(b, cotangent).times(c).minus(product)};
    }
  }
}
