package org.fluxion.conformance;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.tensor.Tensor;

/**
 * A function whose value contains a derivative, by one backend, and its gradient, to be taken by
 * another.
 */
record Nested(String name, Contains f, Tensor at, Tensor expected) {
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Tensor P = Tensor.vector(1.3, 0.4, -0.8);
  private static final Tensor W = Tensor.vector(0.7, -1.1, 1.6);

  /** A function that takes a derivative on the way to its value. */
  @FunctionalInterface
  interface Contains {
    Differentiable<Tensor> by(Backend inner);
  }

  /** By p, of w · ∇ₓ Σ sin(p x) = w · p cos(p x). */
  private static final Tensor BY_PARAMETER = W.times(slope(P.times(X)));

  static final List<Nested> ALL =
      List.of(
          new Nested(
              "a gradient by a captured parameter",
              inner -> p -> gradient(inner, x -> x.times(p).sin().sum(), X).times(W).sum(),
              P,
              BY_PARAMETER),
          new Nested(
              "a gradient by a fixed parameter that is shown",
              inner ->
                  p ->
                      gradient(inner, FixedParams.of((x, q) -> x.times(q).sin().sum(), p), X)
                          .times(W)
                          .sum(),
              P,
              BY_PARAMETER),
          new Nested(
              "a gradient by its own point",
              inner -> x -> gradient(inner, y -> y.pow(3).sum(), x).times(W).sum(),
              X,
              X.times(W).times(6)),
          new Nested(
              "a pushforward by a captured parameter",
              inner -> p -> pushforward(inner, x -> x.times(p).sin(), X, W).sum(),
              P,
              BY_PARAMETER),
          new Nested(
              "a pushforward by its tangent",
              inner -> v -> pushforward(inner, x -> x.times(P).sin(), X, v).times(W).sum(),
              X,
              W.times(P).times(P.times(X).cos())),
          new Nested(
              "a pullback by its cotangent",
              inner -> v -> pullback(inner, x -> x.times(P).sin(), X, v).times(W).sum(),
              X,
              W.times(P).times(P.times(X).cos())),
          new Nested(
              "a Jacobian by a captured parameter",
              inner -> p -> jacobian(inner, x -> x.times(p).sin(), X).matmul(W).sum(),
              P,
              BY_PARAMETER),
          new Nested(
              "a derivative by a captured parameter",
              inner -> p -> p.times(derivative(inner, x -> x.times(p).sin().sum(), 0.5)).sum(),
              P,
              derivativeOfSums()));

  /** {@return d/dp of p cos(p x) for each element of p x} */
  private static Tensor slope(Tensor px) {
    return px.cos().minus(px.times(px.sin()));
  }

  /** By p, of (Σ p) · (Σ p cos(p x)) at the number x = 0.5. */
  private static Tensor derivativeOfSums() {
    Tensor px = P.times(0.5);
    Tensor inner = P.times(px.cos()).sum();
    return slope(px).times(P.sum()).plus(inner);
  }

  /** Takes the gradient by an outer backend, in both directions, and compares it. */
  void check(Backend outer, Backend inner, Tolerance tolerance) {
    Differentiable<Tensor> f = f().by(inner);
    Expect.close(expected, gradient(outer, f, at), tolerance, "gradient", at);
    Expect.close(
        expected.times(W).sum(),
        pushforward(outer, f, at, W),
        tolerance,
        "derivative along a direction",
        at);
  }
}
