package org.fluxion.nested;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.FixedInput;
import org.fluxion.FixedParams;
import org.fluxion.Parameters;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A gradient inside a gradient, of functions put together in every way from functions that show
 * their parameters and closures that hide them. Each inner gradient is written out by hand.
 */
class EveryFunctionTest {
  private static final Tensor P = Tensor.vector(1.3, 0.6, -0.8);
  private static final Tensor Q = Tensor.vector(-0.7, 1.1, 0.4);
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);

  private static final List<String> OUTER = List.of("forward", "reverse", "mixed");

  /** Ways that see what f hides. */
  private static final List<String> INNER =
      List.of(
          "forward", "reverse", "mixed", "mixed(nested=off)", "mixed(nested=forwardOverReverse)");

  /** Ways that call f again, of functions that show all. */
  private static final List<String> KEEPING_NOTHING =
      List.of("mixed(nested=recompute)", "mixed(nested=reverseOverForward)");

  /** sin(p x), as a layer. */
  private record Wave() implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return Parameters.of(Map.of("p", Tensor.zeros(3)));
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return State.empty();
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return new Applied(ps.tensor("p").times(x).sin(), st);
    }
  }

  private static StatefulLayer wave(Tensor p) {
    return new StatefulLayer(new Wave(), Parameters.of(Map.of("p", p)), State.empty());
  }

  /** An inner gradient of three tensors, by a backend. */
  @FunctionalInterface
  private interface Nested {
    Tensor at(Backend inner, Tensor p, Tensor q, Tensor x);
  }

  /** The same, written out. */
  @FunctionalInterface
  private interface Written {
    Tensor at(Tensor p, Tensor q, Tensor x);
  }

  private record Case(String name, boolean showsAll, Nested nested, Written written) {}

  private static Tensor slope(Tensor p, Tensor x) {
    return p.times(p.times(x).cos());
  }

  /** The slope of sin(p sin(q x)). */
  private static Tensor slopeOfTwo(Tensor p, Tensor q, Tensor x) {
    return slope(p, q.times(x).sin()).times(slope(q, x));
  }

  private static Stream<Case> cases() {
    return Stream.of(compositions(), sharing(), closures()).flatMap(each -> each);
  }

  private static Stream<Case> compositions() {
    return Stream.of(
        new Case(
            "g∘s∘h",
            true,
            (b, p, q, x) ->
                gradient(
                    b,
                    wave(p)
                        .andThen(Tensor::exp)
                        .compose((Tensor z) -> z.square())
                        .andThen(Tensor::sum),
                    x),
            (p, q, x) ->
                p.times(x.square()).sin().exp().times(slope(p, x.square())).times(x.times(2))),
        new Case(
            "s₁∘s₂",
            false,
            (b, p, q, x) -> gradient(b, wave(p).compose(wave(q)::apply).andThen(Tensor::sum), x),
            EveryFunctionTest::slopeOfTwo),
        new Case(
            "s₁ then s₂",
            false,
            (b, p, q, x) -> gradient(b, wave(q).andThen(wave(p)::apply).andThen(Tensor::sum), x),
            EveryFunctionTest::slopeOfTwo),
        new Case(
            "FixedParams of a StatefulLayer",
            false,
            (b, p, q, x) ->
                gradient(b, FixedParams.of((z, w) -> wave(p).apply(w.times(z).sin()).sum(), q), x),
            EveryFunctionTest::slopeOfTwo),
        new Case(
            "both shown, as a structure",
            true,
            (b, p, q, x) ->
                gradient(
                    b,
                    new FixedParams<Tensor, List<Tensor>>(
                        (z, w) -> wave(w.get(0)).compose(wave(w.get(1))::apply).apply(z).sum(),
                        List.of(p, q)),
                    x),
            EveryFunctionTest::slopeOfTwo));
  }

  private static Stream<Case> sharing() {
    return Stream.of(
        new Case(
            "parameters active, x fixed",
            true,
            (b, p, q, x) ->
                gradient(
                    b, FixedInput.of(FixedParams.of((z, w) -> w.times(z).sin().sum(), Q), x), p),
            (p, q, x) -> slope(x, p)),
        new Case(
            "parameters of a layer active, x fixed",
            true,
            (b, p, q, x) ->
                gradient(
                        b,
                        FixedInput.of(wave(Q), x).andThen(Tensor::sum),
                        Parameters.of(Map.of("p", p)))
                    .tensor("p"),
            (p, q, x) -> slope(x, p)),
        new Case(
            "three layers that share their parameter",
            false,
            (b, p, q, x) ->
                gradient(
                    b,
                    wave(p).compose(wave(p)::apply).compose(wave(p)::apply).andThen(Tensor::sum),
                    x),
            (p, q, x) -> {
              Tensor first = p.times(x).sin();
              return slopeOfTwo(p, p, first).times(slope(p, x));
            }),
        new Case(
            "x and the parameter active, as a structure",
            true,
            (b, p, q, x) -> {
              List<Tensor> both =
                  gradient(
                      b, (List<Tensor> a) -> a.get(0).times(a.get(1)).sin().sum(), List.of(p, x));
              return both.get(0).plus(both.get(1).times(q));
            },
            (p, q, x) -> slope(x, p).plus(slope(p, x).times(q))));
  }

  private static Stream<Case> closures() {
    return Stream.of(
        new Case(
            "a closure",
            false,
            (b, p, q, x) -> gradient(b, z -> q.times(p.times(z).sin()).sum(), x),
            (p, q, x) -> q.times(slope(p, x))),
        new Case(
            "a branch on a captured value that is taken",
            false,
            (b, p, q, x) ->
                gradient(
                    b,
                    z -> p.sum().isGreaterThan(0) ? p.times(z).sin().sum() : q.times(z).sum(),
                    x),
            (p, q, x) -> slope(p, x)),
        new Case(
            "a branch on a captured value that is not taken",
            false,
            (b, p, q, x) ->
                gradient(
                    b,
                    z -> p.sum().isLessThan(0) ? p.times(z).sin().sum() : q.times(z.square()).sum(),
                    x),
            (p, q, x) -> q.times(x).times(2)),
        new Case(
            "captures of captures",
            false,
            (b, p, q, x) ->
                gradient(
                    b,
                    z ->
                        gradient(b, y -> p.times(y).sin().times(q.times(z)).sum(), z.times(q))
                            .sum(),
                    x),
            // ∂/∂x of p cos(p q x) q x
            (p, q, x) -> {
              Tensor a = p.times(q).times(x);
              return p.times(q).times(a.cos()).minus(p.times(q).times(a).times(a.sin()));
            }),
        new Case(
            "captures under stopGradient",
            false,
            (b, p, q, x) -> gradient(b, z -> p.stopGradient().times(z).sin().times(q).sum(), x),
            (p, q, x) -> q.times(slope(p.stopGradient(), x))),
        new Case(
            "a point that depends on what is captured",
            false,
            (b, p, q, x) -> gradient(b, z -> p.times(z).sin().sum(), x.times(p).plus(q)),
            (p, q, x) -> slope(p, x.times(p).plus(q))),
        new Case(
            "a function made by a function",
            false,
            (b, p, q, x) -> {
              Differentiable<Tensor> made = curried(p).apply(q);
              return gradient(b, made, x);
            },
            (p, q, x) -> q.times(slope(p, x))));
  }

  /** Makes, of p, a function that makes, of q, Σ q sin(p x). */
  private static Function<Tensor, Differentiable<Tensor>> curried(Tensor p) {
    UnaryOperator<Tensor> wave = x -> p.times(x).sin();
    return q -> x -> q.times(wave.apply(x)).sum();
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfGradientsAreThoseOfTheClosedForm() {
    return cases().map(one -> dynamicTest(one.name(), () -> check(one)));
  }

  private static void check(Case one) {
    Stream.concat(INNER.stream(), one.showsAll() ? KEEPING_NOTHING.stream() : Stream.empty())
        .forEach(
            spec -> {
              Backend inner = Backends.named(spec);
              for (String outer : OUTER) {
                compare(one, inner, outer, outer + " over " + spec);
              }
            });
  }

  private static void compare(Case one, Backend inner, String outer, String what) {
    List<Tensor> at = List.of(P, Q, X);
    Differentiable<List<Tensor>> nested =
        a -> one.nested().at(inner, a.get(0), a.get(1), a.get(2)).cos().sum();
    Differentiable<List<Tensor>> written =
        a -> one.written().at(a.get(0), a.get(1), a.get(2)).cos().sum();
    List<Tensor> got = gradient(Backends.named(outer), nested, at);
    List<Tensor> expected = gradient(Backends.named("reverse"), written, at);
    for (int i = 0; i < at.size(); i++) {
      assertClose(expected.get(i), got.get(i), 1e-12, what + ", argument " + i);
    }
  }

  /** Ways that would call f again are right about what it hides, or refuse it. */
  @TestFactory
  Stream<DynamicTest> waysThatKeepNothingAreRightOrRefuse() {
    return cases()
        .filter(one -> !one.showsAll())
        .map(
            one ->
                dynamicTest(
                    one.name(),
                    () -> {
                      for (String spec : KEEPING_NOTHING) {
                        rightOrRefused(one, spec);
                      }
                    }));
  }

  private static void rightOrRefused(Case one, String spec) {
    try {
      compare(one, Backends.named(spec), "reverse", spec);
    } catch (UnsupportedDerivativeException refusal) {
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains("FixedParams"), message);
    }
  }

  /** d/dx of x ↦ (y ↦ x y) at y = 3, used while the derivative is being taken. */
  @Test
  void aFunctionThatAFunctionReturnsMayBeUsedInside() {
    for (String spec : OUTER) {
      Tensor three =
          derivative(
              Backends.named(spec),
              x -> {
                TensorFunction line = y -> x.times(y);
                return line.apply(Tensor.scalar(3));
              },
              0.5);
      assertEquals(3, three.item());
    }
  }
}
