package org.fluxion.reference;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.conformance.Close.assertClose;
import static org.fluxion.reference.Case.firstBy;
import static org.fluxion.reference.Case.nested;
import static org.fluxion.reference.Case.nestedBy;
import static org.fluxion.reference.Case.secondBy;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** Derivatives inside derivatives, each of which must see its own perturbation only. */
final class NestingCases {
  private static final TensorFunction CONSTANT = x -> Tensor.scalar(1);
  private static final TensorFunction ZERO = x -> x.get(0).times(0);

  static final List<Case> CASES =
      List.of(
          nested(
              "N01",
              (outer, inner, at) ->
                  derivative(outer, x -> x.times(derivative(inner, y -> x.plus(y), 1)), at)),
          nested(
              "N03",
              (outer, inner, at) ->
                  gradient(
                      outer, v -> v.sum().times(derivative(inner, y -> y.times(v.norm()), 1)), at)),
          nested("N05", NestingCases::lagrangian),
          nestedBy("N07", NestingCases::aMatrixComesBack),
          nested(
              "N09",
              (outer, inner, at) ->
                  derivative(outer, u -> derivative(inner, w -> at.plus(u).plus(w).sin(), 0), 0)),
          nested(
              "N11",
              (outer, inner, at) ->
                  derivative(
                      outer, x -> x.times(derivative(inner, y -> x.times(y).times(y), x)), at)),
          nested(
              "N13",
              (outer, inner, at) ->
                  derivative(outer, x -> derivative(inner, y -> x.times(y).sin(), x), at)),
          nested(
              "N15",
              (outer, inner, at) -> nthDerivative(6, outer, inner, Tensor::reciprocal).apply(at)),
          nested(
              "N17",
              (outer, inner, at) ->
                  jacobian(outer, x -> hessian(inner, Functions::rosenbrock, x), at).flatten()),
          nested("N19", NestedOptimisation::saddle),
          nested("N25", NestedOptimisation::particle),
          firstBy(
                  "N21",
                  (e, r) ->
                      r.part("derivative").accepts(derivative(e.outer(), CONSTANT, r.x().get(0))))
              .titled("derivative"),
          firstBy("N21", (e, r) -> r.part("gradient").accepts(gradient(e.outer(), ZERO, r.x())))
              .titled("gradient"),
          firstBy(
                  "N21",
                  (e, r) ->
                      r.part("jacobian").accepts(jacobian(e.outer(), x -> Tensor.vector(1), r.x())))
              .titled("Jacobian"),
          secondBy("N21", (e, r) -> r.part("hessian").accepts(hessian(e.outer(), ZERO, r.x())))
              .titled("Hessian"),
          nested("N23", NestingCases::slopeTimesValue));

  private NestingCases() {}

  /** ∂/∂q of ∂L/∂q̇ for L = |q̇|²/2 − g q₁, which does not depend on q. */
  private static Tensor lagrangian(Backend outer, Backend inner, Tensor at) {
    return jacobian(
        outer,
        q ->
            gradient(
                inner,
                v -> v.square().sum().times(0.5).minus(q.get(1).times(9.8)),
                Tensor.vector(3, 4)),
        at);
  }

  private static void aMatrixComesBack(Engine engine, Reference reference) {
    Tensor a = Tensor.of(new SplittableRandom(10).doubles(80, -1, 1).toArray(), 10, 8);
    Tensor x = Tensor.vector(new SplittableRandom(8).doubles(8, -1, 1).toArray());
    Tensor actual =
        jacobian(
            engine.outer(),
            p -> gradient(engine.inner(), y -> y.dot(a.matmul(p)), Tensor.ones(10)),
            x);
    assertClose(a, actual, reference.line().get("rtol").doubleValue(), "A");
  }

  private static TensorFunction nthDerivative(
      int n, Backend outer, Backend inner, TensorFunction f) {
    return n == 0
        ? f
        : x -> derivative(n % 2 == 0 ? outer : inner, nthDerivative(n - 1, outer, inner, f), x);
  }

  private static Tensor slopeTimesValue(Backend outer, Backend inner, Tensor at) {
    TensorFunction f = t -> t.sin().div(3).times(t.cos().div(2));
    return gradient(outer, x -> derivative(inner, f, x.get(0)).times(f.apply(x.get(1))), at);
  }
}
