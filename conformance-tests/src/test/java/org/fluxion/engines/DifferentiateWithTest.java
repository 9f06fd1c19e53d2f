package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CapturedTracerException;
import org.fluxion.DifferentiateWith;
import org.fluxion.FluxionException;
import org.fluxion.OpaqueFunction;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.Vectorized;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function that brings its own backend, whatever differentiates around it. */
class DifferentiateWithTest {
  private static final String ALL = "org.fluxion.engines.Engines#all";
  private static final String EXACT = "org.fluxion.engines.Engines#exact";
  private static final String SECOND_ORDER = "org.fluxion.engines.Engines#secondOrder";

  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor V = Tensor.vector(-0.5, 2, 1.5);

  /** Two results: x₀ x₁ and sin x₂. */
  private static final TensorFunction TWO =
      x -> Tensor.stack(0, x.get(0).times(x.get(1)), x.get(2).sin());

  private static final Tensor TWO_JACOBIAN =
      Tensor.matrix(new double[][] {{-1.2, 0.7, 0}, {0, 0, Math.cos(0.4)}});

  @ParameterizedTest
  @MethodSource(ALL)
  void everyOuterModeGetsTheDerivative(String outer) {
    Backend backend = Engines.named(outer);
    for (String inner : Engines.EXACT) {
      DifferentiateWith<Tensor> f = DifferentiateWith.of(TWO, Engines.named(inner));
      String what = outer + " around " + inner;
      double tolerance = Tolerances.first(outer);
      assertEquals(TWO.apply(X), f.apply(X), what);
      assertClose(TWO_JACOBIAN, jacobian(backend, f, X), tolerance, what);
      assertClose(TWO_JACOBIAN.matmul(V), pushforward(backend, f, X, V), tolerance, what);
      Tensor w = Tensor.vector(3, -1);
      assertClose(w.matmul(TWO_JACOBIAN), pullback(backend, f, X, w), tolerance, what);
    }
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void theDerivativeIsTheBackendsOwnAndNotTheEngines(String outer) {
    Lying lying = new Lying(Engines.named("reverse"), new AtomicInteger());
    DifferentiateWith<Tensor> f = DifferentiateWith.of(Tensor::square, lying);
    Tensor g = gradient(Engines.named(outer), x -> f.apply(x.times(2)).sum(), X);
    // (2x)² has derivative 8x; the backend says ten times as much.
    assertClose(X.times(80), g, "ten times");
    assertTrue(lying.asked.get() > 0, "asked");
  }

  /** Says ten times the derivative, so that one sees who was asked. */
  private record Lying(Backend given, AtomicInteger asked) implements Backend {
    @Override
    public String name() {
      return "lying";
    }

    @Override
    public Capabilities capabilities() {
      return given.capabilities();
    }

    @Override
    public Linearization linearize(MultiFunction f, Tensor... at) {
      asked.incrementAndGet();
      Tensor[] values = f.apply(at);
      MultiFunction tenfold = x -> new Tensor[] {f.apply(x)[0].times(10)};
      Linearization derivative = given.linearize(tenfold, at);
      return new Linearization() {
        @Override
        public Tensor[] values() {
          return values;
        }

        @Override
        public Tensor[] pushforward(Tensor... tangents) {
          return derivative.pushforward(tangents);
        }

        @Override
        public Tensor[] pullback(Tensor... cotangents) {
          return derivative.pullback(cotangents);
        }
      };
    }
  }

  /** Two arguments of a function, active at once. */
  record Pair(Tensor a, Map<String, Tensor> b) {}

  @ParameterizedTest
  @MethodSource(ALL)
  void severalArgumentsComeAsAStructure(String outer) {
    DifferentiateWith<Pair> f =
        DifferentiateWith.ofStructure(
            p -> p.a().times(p.b().get("u")).sin().sum(), Engines.named("forward"));
    Pair at = new Pair(X, Map.of("u", V));
    Pair g = gradient(Engines.named(outer), f, at);
    Tensor cos = X.times(V).cos();
    double tolerance = Tolerances.first(outer);
    assertClose(V.times(cos), g.a(), tolerance, "a");
    assertClose(X.times(cos), g.b().get("u"), tolerance, "b.u");
    Tensor ofOne = gradient(Engines.named(outer), x -> f.apply(new Pair(x, at.b())), X);
    assertClose(V.times(cos), ofOne, tolerance, "one of two");
  }

  @ParameterizedTest
  @MethodSource(SECOND_ORDER)
  void itNestsToSecondOrderWithABackendThatNests(String outer) {
    for (String inner : Engines.EXACT) {
      DifferentiateWith<Tensor> f = DifferentiateWith.of(x -> x.pow(3).sum(), Engines.named(inner));
      Tensor h = hessian(Engines.named(outer), x -> f.apply(x.times(2)), X);
      assertClose(Tensor.eye(3).times(X.times(48)), h, outer + " around " + inner);
      Tensor third =
          jacobian(
              Engines.named("forward"),
              x ->
                  gradient(
                      Engines.named(outer), y -> gradient(Engines.named(inner), f, y).sum(), x),
              X);
      assertClose(Tensor.eye(3).times(6), third, "third order, " + outer + " around " + inner);
    }
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void anOpaqueFunctionIsDifferencedInsideAnExactDerivative(String outer) {
    OpaqueFunction opaque = OpaqueFunction.scalar(p -> p[0] * Math.exp(p[1]) + p[2]);
    Backend backend = Engines.named(outer);
    assertThrows(
        UnsupportedDerivativeException.class,
        () -> gradient(backend, z -> opaque.apply(z.exp()), X));
    DifferentiateWith<Tensor> inside = DifferentiateWith.of(opaque::apply, Engines.named("finite"));
    Tensor g = gradient(backend, z -> inside.apply(z.exp()), X);
    double[] e = X.exp().toArray();
    Tensor expected = Tensor.vector(Math.exp(e[1]) * e[0], e[0] * Math.exp(e[1]) * e[1], e[2]);
    assertClose(expected, g, Tolerances.first("finite"), outer);
    OpaqueFunction many = OpaqueFunction.vector(p -> new double[] {p[0] * p[1], Math.sin(p[2])});
    DifferentiateWith<Tensor> manyInside =
        DifferentiateWith.of(many::apply, Engines.named("finite"));
    assertClose(TWO_JACOBIAN, jacobian(backend, manyInside, X), Tolerances.first("finite"), outer);
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void tangentsAndCotangentsOfAnOpaqueFunctionAreWatched(String outer) {
    OpaqueFunction opaque = OpaqueFunction.vector(p -> new double[] {p[0] * p[1], Math.sin(p[2])});
    DifferentiateWith<Tensor> f = DifferentiateWith.of(opaque::apply, Engines.named("finite"));
    double tolerance = Tolerances.first("finite");
    for (String inner : Engines.EXACT) {
      Backend natural = Engines.named(inner + "(nested=off)");
      String what = outer + " of " + inner;
      Tensor byTangent = jacobian(Engines.named(outer), v -> pushforward(natural, f, X, v), V);
      assertClose(TWO_JACOBIAN, byTangent, tolerance, what + ", by the tangent");
      Tensor w = Tensor.vector(3, -1);
      Tensor byCotangent = jacobian(Engines.named(outer), c -> pullback(natural, f, X, c), w);
      assertClose(TWO_JACOBIAN.transpose(), byCotangent, tolerance, what + ", by the cotangent");
      Tensor back = pullback(Engines.named(outer), c -> pullback(natural, f, X, c), w, V);
      assertClose(TWO_JACOBIAN.matmul(V), back, tolerance, what + ", the adjoint's adjoint");
    }
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void itRunsOverRows(String outer) {
    DifferentiateWith<Tensor> f = DifferentiateWith.of(TWO, Engines.named("reverse"));
    Tensor rows = Tensor.stack(0, X, V);
    Tensor g =
        gradient(Engines.named(outer), x -> Vectorized.overRows(f::apply).apply(x).sum(), rows);
    Tensor expected =
        Tensor.matrix(new double[][] {{-1.2, 0.7, Math.cos(0.4)}, {2, -0.5, Math.cos(1.5)}});
    assertClose(expected, g, outer);
  }

  @ParameterizedTest
  @MethodSource(EXACT)
  void whatFHidesFromTheOuterDerivativeIsRefused(String outer) {
    Backend backend = Engines.named(outer);
    for (TensorFunction f :
        List.<TensorFunction>of(
            x -> DifferentiateWith.of(y -> y.times(x).sum(), backend).apply(x),
            x -> DifferentiateWith.of(y -> y.times(x).sum(), backend).apply(V))) {
      String message =
          assertThrows(CapturedTracerException.class, () -> gradient(backend, f, X)).getMessage();
      assertTrue(message.contains("pass it as an operand"), message);
      assertTrue(message.contains("differentiateWith(" + backend.name() + ")"), message);
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    Backend reverse = Backends.named("reverse");
    assertEquals(
        "DifferentiateWith: f is null",
        assertThrows(FluxionException.class, () -> DifferentiateWith.of(null, reverse))
            .getMessage());
    assertEquals(
        "DifferentiateWith: backend is null",
        assertThrows(FluxionException.class, () -> DifferentiateWith.of(TWO, null)).getMessage());
  }
}
