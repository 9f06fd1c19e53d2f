package org.fluxion.reference;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.reference.Case.first;
import static org.fluxion.reference.Case.firstBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.fluxion.Derivatives;
import org.fluxion.SingularMatrixException;
import org.fluxion.tensor.Tensor;

/** Matrices, regular and not. */
final class LinearAlgebraCases {
  static final List<Case> CASES =
      List.of(
          first("L01", Derivatives::gradient, Tensor::det),
          first("L03", Derivatives::gradient, Tensor::det),
          firstBy(
              "L05",
              (e, r) -> r.accepts(gradient(e.outer(), LinearAlgebraCases::byMinors, sines()))),
          firstBy("L05", (e, r) -> r.accepts(gradient(e.outer(), Tensor::det, sines())))
              .titled("as the primitive"),
          first("L07", Derivatives::gradient, Tensor::logDet),
          first("L09", Derivatives::jacobian, LinearAlgebraCases::lowerTriangle),
          firstBy("L11", LinearAlgebraCases::anIndefiniteMatrixIsRefused),
          first("L13", Derivatives::gradient, a -> a.eigh().values().sum()),
          first(
              "L15",
              Derivatives::gradient,
              a -> a.transpose().matmul(a).eigh().values().sqrt().sum()),
          first("L17", Derivatives::derivative, p -> pseudoinverse(ofRankOne(p))),
          first("L19", Derivatives::gradient, a -> a.matmul(a).matmul(a).trace()),
          first("L21", Derivatives::gradient, a -> a.norm()));

  private LinearAlgebraCases() {}

  private static Tensor sines() {
    double[] elements = new double[25];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.sin(i + 1);
    }
    return Tensor.of(elements, 5, 5);
  }

  /** The determinant by expansion along the first row. */
  private static Tensor byMinors(Tensor a) {
    int n = a.shape().get(0);
    if (n == 1) {
      return a.get(0, 0);
    }
    Tensor below = a.slice(0, 1, n);
    Tensor sum = Tensor.scalar(0);
    for (int column = 0; column < n; column++) {
      Tensor minor = Tensor.concat(1, below.slice(1, 0, column), below.slice(1, column + 1, n));
      Tensor term = a.get(0, column).times(byMinors(minor));
      sum = column % 2 == 0 ? sum.plus(term) : sum.minus(term);
    }
    return sum;
  }

  /** The elements l₁₁, l₂₁, l₂₂ of the Cholesky factor of ((a, b), (b, c)). */
  private static Tensor lowerTriangle(Tensor abc) {
    return abc.gather(0, 0, 1, 1, 2).reshape(2, 2).cholesky().flatten().gather(0, 0, 2, 3);
  }

  private static void anIndefiniteMatrixIsRefused(Engine engine, Reference reference) {
    assertEquals("error or NaN", reference.expected().textValue());
    assertThrows(
        SingularMatrixException.class,
        () -> gradient(engine.outer(), a -> a.cholesky().sum(), reference.x()));
  }

  private static Tensor ofRankOne(Tensor p) {
    Tensor row = Tensor.stack(0, p.unaryMinus(), Tensor.scalar(1)).div(p.square().plus(1));
    return Tensor.stack(0, Tensor.zeros(2), row);
  }

  /** A⁺ = (AᵀA)⁺ Aᵀ, by the eigenvalues of AᵀA that are not 0. */
  private static Tensor pseudoinverse(Tensor a) {
    Tensor.Eigh eigh = a.transpose().matmul(a).eigh();
    Tensor values = eigh.values();
    Tensor inverted = Tensor.where(values.greater(1e-12), values.reciprocal(), Tensor.scalar(0));
    Tensor vectors = eigh.vectors();
    return vectors.times(inverted).matmul(vectors.transpose()).matmul(a.transpose());
  }
}
