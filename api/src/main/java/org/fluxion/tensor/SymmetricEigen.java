package org.fluxion.tensor;

import java.util.Arrays;
import java.util.Comparator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.fluxion.SingularMatrixException;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues in ascending order and eigenvectors of symmetric matrices: both in one vector for
 * each matrix, first the n values, then the n × n vectors as columns, each with its largest
 * component positive.
 *
 * <p>With P = Vᵀ Ȧ V: λ̇ = diag P, V̇ = V (F ∘ P), where Fᵢₖ = 1 / (λₖ − λᵢ) off the diagonal; and
 * Ā = V (diag λ̄ + F ∘ VᵀV̄) Vᵀ, made symmetric (Giles 2008). Where eigenvalues coincide the
 * vectors have no derivative, the values' sum still has.
 */
final class SymmetricEigen implements Primitive {
  static final SymmetricEigen INSTANCE = new SymmetricEigen();

  private SymmetricEigen() {}

  /** {@return values and vectors as two tensors} */
  static Tensor.Eigh of(Tensor a) {
    Shape shape = Matrices.square("eigh", a.shape());
    Tensor packed = INSTANCE.apply(a);
    return new Tensor.Eigh(values(packed, shape), vectors(packed, shape));
  }

  private static Tensor values(Tensor packed, Shape shape) {
    int n = Matrices.rows(shape);
    return packed.slice(shape.rank() - 2, 0, n);
  }

  private static Tensor vectors(Tensor packed, Shape shape) {
    int n = Matrices.rows(shape);
    return Reshape.to(packed.slice(shape.rank() - 2, n, n + n * n), shape);
  }

  private static Tensor pack(Tensor values, Tensor vectors) {
    Shape flat = Shape.of(values.shape().toArray()).with(values.rank() - 1, vectorsLength(vectors));
    return Tensor.concat(values.rank() - 1, values, Reshape.to(vectors, flat));
  }

  private static int vectorsLength(Tensor vectors) {
    return Matrices.rows(vectors.shape()) * Matrices.columns(vectors.shape());
  }

  @Override
  public String name() {
    return "eigh";
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape shape = Matrices.square(name(), operands[0]);
    int n = Matrices.rows(shape);
    int[] lengths = Arrays.copyOf(shape.toArray(), shape.rank() - 1);
    lengths[lengths.length - 1] = Math.addExact(n, n * n);
    return Shape.owned(lengths);
  }

  @Override
  public Tensor evaluate(Tensor... operands) {
    DenseTensor a = operands[0].plain();
    Shape target = shape(Symmetric.require(name(), a));
    double[] result = new double[target.size()];
    int n = Matrices.rows(a.shape());
    for (int i = 0; n > 0 && i < Matrices.count(a.shape()); i++) {
      decompose(Matrices.copy(a, i), result, i * (n + n * n));
    }
    return DenseTensor.wrap(target, result);
  }

  private static void decompose(DMatrixRMaj matrix, double[] result, int at) {
    int n = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(matrix)) {
      throw new SingularMatrixException("eigh: the eigenvalues of a matrix were not found");
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> eigen.getEigenvalue(i).real));
    for (int column = 0; column < n; column++) {
      double[] vector = eigen.getEigenVector(order[column]).data;
      result[at + column] = eigen.getEigenvalue(order[column]).real;
      double largest = 0;
      for (int row = 0; row < n; row++) {
        largest = Math.abs(vector[row]) > Math.abs(largest) ? vector[row] : largest;
      }
      for (int row = 0; row < n; row++) {
        result[at + n + row * n + column] = largest < 0 ? -vector[row] : vector[row];
      }
    }
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    Shape shape = operands[0].shape();
    return new Derivative(shape, values(result, shape), vectors(result, shape));
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return apply(operands);
  }

  /** The derivative at values and vectors. */
  private record Derivative(Shape shape, Tensor values, Tensor vectors) implements Differential {
    /** 1 / (λₖ − λᵢ) in row i and column k, and 0 on the diagonal. */
    private Tensor reciprocalGaps() {
      int n = Matrices.rows(shape);
      Shape lead = Matrices.leading(shape);
      Tensor row = Broadcast.to(Reshape.to(values, Matrices.withLast(lead, 1, n)), shape);
      Tensor column = Broadcast.to(Reshape.to(values, Matrices.withLast(lead, n, 1)), shape);
      return Tensor.where(Tensor.eye(n), Tensor.scalar(0), row.minus(column).reciprocal());
    }

    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      if (tangent == null) {
        return null;
      }
      Tensor symmetric = tangent.plus(Matrices.transpose(tangent)).times(0.5);
      Tensor p = MatMul.PLAIN.apply(new MatMul(true, false).apply(vectors, symmetric), vectors);
      Tensor turned = MatMul.PLAIN.apply(vectors, Scale.INSTANCE.apply(reciprocalGaps(), p));
      return pack(Matrices.diagonal(p), turned);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      if (!wanted[0]) {
        return new @Nullable Tensor[1];
      }
      Tensor turned =
          new MatMul(true, false).apply(vectors, SymmetricEigen.vectors(cotangent, shape));
      Tensor inner =
          Matrices.fromDiagonal(SymmetricEigen.values(cotangent, shape))
              .plus(Scale.INSTANCE.apply(reciprocalGaps(), turned));
      Tensor a = new MatMul(false, true).apply(MatMul.PLAIN.apply(vectors, inner), vectors);
      return new @Nullable Tensor[] {a.plus(Matrices.transpose(a)).times(0.5)};
    }
  }
}
