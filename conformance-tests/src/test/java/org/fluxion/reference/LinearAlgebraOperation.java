package org.fluxion.reference;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * An operation of linear algebra on stacks of matrices, made a scalar by weights.
 *
 * @param at a point with two leading axes
 * @param gradient a closed form, or that of the same function without the operation
 */
record LinearAlgebraOperation(
    String name, Tensor at, TensorFunction f, UnaryOperator<Tensor> gradient) {
  private static final SplittableRandom RANDOM = new SplittableRandom(3);

  private static final Tensor FREE = random(2, 2, 3, 3);
  private static final Tensor REGULAR = FREE.plus(Tensor.eye(3).times(3));
  private static final Tensor SIDES = random(2, 2, 3, 2);
  private static final Tensor SMALL = random(2, 2, 2, 2);

  private static final Tensor PER_ELEMENT = random(2, 2, 3, 3);
  private static final Tensor PER_SIDE = random(2, 2, 3, 2);
  private static final Tensor PER_ROW = random(2, 2, 3);
  private static final Tensor PER_MATRIX = random(2, 2);
  private static final Tensor PER_SMALL = random(2, 2, 2, 2);
  private static final Tensor PER_PAIR = random(2, 2, 2);
  private static final Tensor LOWER =
      Tensor.matrix(new double[][] {{1, 0, 0}, {1, 1, 0}, {1, 1, 1}});

  static final List<LinearAlgebraOperation> ALL =
      List.of(
          of(
              "solve, by the matrix",
              REGULAR,
              a -> weighted(PER_SIDE, a.solve(SIDES)),
              a -> adjoint(a, PER_SIDE).matmul(t(a.solve(SIDES))).unaryMinus()),
          of(
              "solve, by the right-hand side",
              SIDES,
              b -> weighted(PER_SIDE, REGULAR.solve(b)),
              b -> adjoint(REGULAR, PER_SIDE)),
          of(
              "solve, one vector for all matrices",
              Tensor.vector(0.3, -0.7, 1.1),
              b -> weighted(PER_ROW, REGULAR.solve(b)),
              b -> adjoint(REGULAR, PER_ROW.reshape(2, 2, 3, 1)).sum(0, 1, 3)),
          of(
              "solve, one matrix for all sides",
              REGULAR.get(0, 0),
              a -> weighted(PER_SIDE, a.solve(SIDES)),
              a -> adjoint(a, PER_SIDE).matmul(t(a.solve(SIDES))).sum(0, 1).unaryMinus()),
          of(
              "inverse",
              REGULAR,
              a -> weighted(PER_ELEMENT, a.inverse()),
              a -> adjoint(a, PER_ELEMENT).matmul(t(a.inverse())).unaryMinus()),
          of(
              "triangularSolve, lower, by the matrix",
              REGULAR,
              a -> weighted(PER_SIDE, a.triangularSolve(SIDES, true)),
              a -> triangular(a, LOWER)),
          of(
              "triangularSolve, upper, by the matrix",
              REGULAR,
              a -> weighted(PER_SIDE, a.triangularSolve(SIDES, false)),
              a -> triangular(a, LOWER.transpose())),
          of(
              "triangularSolve, by the right-hand side",
              SIDES,
              b -> weighted(PER_SIDE, REGULAR.triangularSolve(b, true)),
              b -> adjoint(REGULAR.times(LOWER), PER_SIDE)),
          of(
              "det",
              REGULAR,
              a -> weighted(PER_MATRIX, a.det()),
              a -> each(PER_MATRIX.times(a.det())).times(t(a.inverse()))),
          of(
              "logDet",
              REGULAR,
              a -> weighted(PER_MATRIX, a.logDet()),
              a -> each(PER_MATRIX).times(t(a.inverse()))),
          of(
              "trace",
              FREE,
              a -> weighted(PER_MATRIX, a.matmul(a).trace()),
              a -> each(PER_MATRIX).times(t(a)).times(2)),
          of(
              "diag of matrices",
              FREE,
              a -> weighted(PER_ROW, a.diag().exp()),
              a -> PER_ROW.reshape(2, 2, 3, 1).times(Tensor.eye(3)).times(a.exp())),
          of(
              "diag of a vector",
              Tensor.vector(0.3, -0.7, 1.1),
              v -> weighted(PER_ELEMENT, FREE.matmul(v.diag().matmul(v.diag()))),
              v -> PER_ELEMENT.times(FREE).sum(0, 1, 2).times(v).times(2)),
          of(
              "norm",
              FREE,
              a -> weighted(PER_MATRIX, a.norm(2, 3)),
              a -> a.times(each(PER_MATRIX.div(a.square().sum(2, 3).sqrt())))),
          twin(
              "cholesky",
              FREE,
              m -> weighted(PER_ELEMENT, definite(m).cholesky()),
              m -> LinearAlgebraByElements.cholesky(definite(m), PER_ELEMENT)),
          twin(
              "eigenvalues",
              SMALL,
              m -> weighted(PER_PAIR, definite(m).eigh().values()),
              m -> weighted(PER_PAIR, LinearAlgebraByElements.eigenvalues(definite(m)))),
          of(
              "eigenvectors and values",
              FREE,
              m -> {
                Tensor.Eigh eigh = definite(m).eigh();
                Tensor values = eigh.values().square().reshape(2, 2, 1, 3);
                return weighted(
                    PER_ELEMENT, eigh.vectors().times(values).matmul(t(eigh.vectors())));
              },
              m -> {
                Tensor s = definite(m);
                Tensor g = PER_ELEMENT.matmul(s).plus(s.matmul(PER_ELEMENT));
                return g.plus(t(g)).matmul(m);
              }),
          twin(
              "squares of eigenvectors",
              SMALL,
              m -> weighted(PER_SMALL, definite(m).eigh().vectors().square()),
              m -> weighted(PER_SMALL, LinearAlgebraByElements.squaredVectors(definite(m)))));

  private static Tensor random(int... shape) {
    return Tensor.of(RANDOM.doubles(Tensor.zeros(shape).size(), -1, 1).toArray(), shape);
  }

  private static Tensor weighted(Tensor weights, Tensor result) {
    return weights.times(result).sum();
  }

  /** The last two axes exchanged. */
  private static Tensor t(Tensor matrices) {
    return matrices.rank() == 2 ? matrices.transpose() : matrices.transpose(0, 1, 3, 2);
  }

  /** A⁻ᵀ W. */
  private static Tensor adjoint(Tensor a, Tensor weights) {
    return t(a.inverse()).matmul(weights);
  }

  /** −(L⁻ᵀ W Xᵀ) in the triangle that is read. */
  private static Tensor triangular(Tensor a, Tensor mask) {
    Tensor read = a.times(mask);
    return adjoint(read, PER_SIDE).matmul(t(read.solve(SIDES))).times(mask).unaryMinus();
  }

  /** One number for each matrix, as wide as the matrices. */
  private static Tensor each(Tensor numbers) {
    return numbers.reshape(2, 2, 1, 1);
  }

  /** Symmetric and positive definite whatever m is, so that m may vary freely. */
  private static Tensor definite(Tensor m) {
    return m.matmul(t(m)).plus(Tensor.eye(m.shape().get(3)));
  }

  private static LinearAlgebraOperation of(
      String name, Tensor at, TensorFunction f, UnaryOperator<Tensor> gradient) {
    return new LinearAlgebraOperation(name, at, f, gradient);
  }

  private static LinearAlgebraOperation twin(
      String name, Tensor at, TensorFunction f, TensorFunction byElements) {
    return of(name, at, f, x -> Derivatives.gradient(Backends.named("reverse"), byElements, x));
  }

  @Override
  public String toString() {
    return name;
  }
}
