package org.fluxion.reference;

import static org.fluxion.Derivatives.jacobian;

import org.fluxion.Backends;
import org.fluxion.tensor.Tensor;

/** Ridge regression for a weight of its penalty, judged on other data. */
final class Ridge {
  static final String NAME = "ridge_bilevel";
  static final Tensor LAM = ClosedForms.tensor(NAME, "lam");

  private static final Tensor X = ClosedForms.tensor(NAME, "X");
  private static final Tensor Y = ClosedForms.tensor(NAME, "y");

  private Ridge() {}

  /** What w minimises for a given lam. */
  static Tensor inner(Tensor w, Tensor lam) {
    Tensor misfit = X.matmul(w).minus(Y).square().mean();
    return misfit.plus(w.square().sum().times(lam)).times(0.5);
  }

  /** The minimum by the normal equations. */
  static Tensor weights(Tensor lam) {
    int n = Y.size();
    Tensor matrix = X.transpose().matmul(X).plus(Tensor.eye(2).times(lam.times(n)));
    return matrix.solve(X.transpose().matmul(Y));
  }

  /** One step of Newton's method, which solves a quadratic problem from anywhere. */
  static Tensor weightsByNewton(Way way, String inner, Tensor lam) {
    Tensor start = Tensor.vector(1, -1);
    Tensor curvature =
        jacobian(Backends.named(inner), w -> way.gradient(inner, Ridge::inner, w, lam), start);
    return start.minus(curvature.solve(way.gradient(inner, Ridge::inner, start, lam)));
  }

  /** What lam is judged by. */
  static Tensor loss(Tensor w) {
    Tensor predicted = ClosedForms.tensor(NAME, "Xv").matmul(w);
    Tensor misfit = predicted.minus(ClosedForms.tensor(NAME, "yv"));
    return misfit.square().sum().times(0.5);
  }
}
