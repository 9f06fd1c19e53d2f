package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.FixedInput;
import org.fluxion.FixedParams;
import org.fluxion.Parameterized;
import org.fluxion.TensorFunction;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.ValueAndGradient;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gradient inside a derivative, of functions that show their parameters, against closed forms.
 */
class NestedRuleTest {
  private static final String PAIRS = "pairs";

  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor THETA = Tensor.vector(1.3, 0.6, -0.8);
  private static final Tensor V = Tensor.vector(0.5, -1, 2);

  /** Outer and inner backends; the inner one by the rule and without. */
  static Stream<List<String>> pairs() {
    return Stream.of("forward", "reverse", "mixed")
        .flatMap(
            outer ->
                Stream.of(
                        "forward",
                        "reverse",
                        "mixed",
                        "reverse(nested=off)",
                        "mixed(nested=off)",
                        "secondOrder(forward, reverse)")
                    .map(inner -> List.of(outer, inner)));
  }

  /** Σ sin(θ x), whose gradient with respect to x is θ cos(θ x). */
  private static Tensor energy(Tensor x, Tensor theta) {
    return x.times(theta).sin().sum();
  }

  private static Tensor slope(Tensor x, Tensor theta) {
    return theta.times(x.times(theta).cos());
  }

  /** ∂ slope / ∂θ, a diagonal. */
  private static Tensor slopeByTheta(Tensor x, Tensor theta) {
    Tensor angle = x.times(theta);
    return angle.cos().minus(angle.times(angle.sin()));
  }

  /** ∂ slope / ∂x, a diagonal. */
  private static Tensor slopeByX(Tensor x, Tensor theta) {
    return theta.square().times(x.times(theta).sin()).unaryMinus();
  }

  private static Differentiable<Tensor> ofTheta(Backend inner) {
    return theta -> gradient(inner, FixedParams.of(NestedRuleTest::energy, theta), X);
  }

  private static Differentiable<Tensor> ofX(Backend inner) {
    return x -> gradient(inner, FixedParams.of(NestedRuleTest::energy, THETA), x);
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void theParametersAreFollowedInEveryOuterOperator(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Differentiable<Tensor> f = ofTheta(Engines.named(specs.get(1)));
    Tensor diagonal = slopeByTheta(X, THETA);
    assertClose(diagonal.times(V), pullback(outer, f, THETA, V), "pullback");
    assertClose(diagonal.times(V), pushforward(outer, f, THETA, V), "pushforward");
    assertClose(Tensor.eye(3).times(diagonal), jacobian(outer, f, THETA), "jacobian");
    assertClose(
        slope(X, THETA).times(diagonal).times(2),
        gradient(outer, f.andThen(g -> g.square().sum()), THETA),
        "gradient");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void theInputIsFollowedInEveryOuterOperator(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Differentiable<Tensor> f = ofX(Engines.named(specs.get(1)));
    Tensor diagonal = slopeByX(X, THETA);
    assertClose(diagonal.times(V), pullback(outer, f, X, V), "pullback");
    assertClose(diagonal.times(V), pushforward(outer, f, X, V), "pushforward");
    assertClose(Tensor.eye(3).times(diagonal), jacobian(outer, f, X), "jacobian");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void inputAndParametersMayDependOnOneVariable(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Tensor> f =
        z -> gradient(inner, FixedParams.of(NestedRuleTest::energy, z.times(2)), z);
    Tensor expected = slopeByX(X, X.times(2)).plus(slopeByTheta(X, X.times(2)).times(2)).times(V);
    assertClose(expected, pullback(outer, f, X, V), "pullback");
    assertClose(expected, pushforward(outer, f, X, V), "pushforward");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void aPlainClosureIsFollowedAsWell(List<String> specs) {
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Tensor> f = theta -> gradient(inner, x -> energy(x, theta), X);
    assertClose(
        slopeByTheta(X, THETA).times(V),
        pullback(Engines.named(specs.get(0)), f, THETA, V),
        "pullback");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void anOwnedFunctionMayCaptureAWatchedValueBesides(List<String> specs) {
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Tensor> f =
        theta -> gradient(inner, FixedParams.of((x, p) -> energy(x, theta.times(p)), theta), X);
    Tensor square = THETA.square();
    assertClose(
        slopeByTheta(X, square).times(THETA).times(2).times(V),
        pullback(Engines.named(specs.get(0)), f, THETA, V),
        "parameters θ, captured θ: a slope of θ²");
  }

  /** exp after, and a scaled input before: ∂ of Σ exp(sin(2 θ x)) by x. */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void compositionsShowTheSameParameters(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Tensor> owned =
        theta -> {
          Parameterized<Tensor, Tensor> wave = FixedParams.of((x, p) -> x.times(p).sin(), theta);
          return gradient(
              inner,
              wave.andThen(Tensor::exp).compose((Tensor x) -> x.times(2)).andThen(Tensor::sum),
              X);
        };
    Tensor angle = X.times(THETA).times(2);
    Tensor value = angle.sin().exp();
    // y = 2 θ e^(sin a) cos a with a = 2 θ x, differentiated by θ.
    Tensor expected =
        value
            .times(angle.cos())
            .times(2)
            .plus(angle.times(2).times(value).times(angle.cos().square().minus(angle.sin())));
    assertClose(expected.times(V), pullback(outer, owned, THETA, V), "pullback");
    assertClose(expected.times(V), pushforward(outer, owned, THETA, V), "pushforward");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void aFixedInputIsFollowedToo(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Tensor> f =
        x ->
            gradient(
                inner,
                FixedInput.of(FixedParams.of(NestedRuleTest::energy, Tensor.zeros(3)), x),
                THETA);
    // By θ first, then by x: the energy is symmetric in both.
    assertClose(slopeByTheta(THETA, X).times(V), pullback(outer, f, X, V), "pullback");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void structuredParametersAreFollowed(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Differentiable<Map<String, Tensor>> loss =
        ps ->
            gradient(
                    inner,
                    new FixedParams<Tensor, Map<String, Tensor>>(
                        (x, p) -> energy(x, p.get("theta")).plus(p.get("c").dot(x)), ps),
                    X)
                .dot(V);
    Map<String, Tensor> g = gradient(outer, loss, Map.of("theta", THETA, "c", Tensor.ones(3)));
    assertClose(slopeByTheta(X, THETA).times(V), g.get("theta"), "theta");
    assertClose(V, g.get("c"), "c");
  }

  /** d²/ds² of θ cos(θ x) at θ = s: −2 x sin(s x) − s x² cos(s x). */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void theRuleIsDifferentiatedAgain(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    double x = 0.7;
    TensorFunction f =
        s -> gradient(inner, FixedParams.of(NestedRuleTest::energy, s), Tensor.scalar(x));
    double s = 1.3;
    double expected = -2 * x * Math.sin(s * x) - s * x * x * Math.cos(s * x);
    Tensor third = derivative(outer, t -> derivative(outer, f, t), s);
    assertClose(expected, third.item(), 1e-10, "derivative of the derivative of a gradient");
    Tensor h =
        hessian(
            outer,
            theta -> gradient(inner, FixedParams.of(NestedRuleTest::energy, theta), X).sum(),
            THETA);
    Tensor angle = X.times(THETA);
    Tensor diagonal =
        X.times(-2).times(angle.sin()).minus(X.square().times(THETA).times(angle.cos()));
    assertClose(Tensor.eye(3).times(diagonal), h, "Hessian of a gradient");
  }

  /** Three gradients deep: ∂θ of ∂x of ∂x of sin(θ x), each by an owned function. */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void ownedFunctionsNest(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    FixedParams.OfTensor<Tensor> innermost =
        (x, p) -> gradient(inner, FixedParams.of(NestedRuleTest::energy, p), x);
    TensorFunction f =
        theta -> gradient(inner, FixedParams.of(innermost, theta), Tensor.scalar(0.7));
    double a = 1.3 * 0.7;
    double expected = -2 * 1.3 * Math.sin(a) - 1.69 * 0.7 * Math.cos(a);
    assertClose(
        expected, gradient(outer, f, Tensor.scalar(1.3)).item(), 1e-10, "d/dθ of −θ² sin(θ x)");
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void otherInnerOperatorsFollowTheParameters(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    FixedParams.OfTensor<Tensor> wave = (x, p) -> x.times(p).sin();
    Tensor expected = slopeByTheta(X, THETA).times(V);
    assertClose(
        expected,
        gradient(outer, p -> pullback(inner, FixedParams.of(wave, p), X, V).sum(), THETA),
        "pullback inside");
    assertClose(
        expected,
        gradient(outer, p -> pushforward(inner, FixedParams.of(wave, p), X, V).sum(), THETA),
        "pushforward inside");
    assertClose(
        expected,
        gradient(outer, p -> jacobian(inner, FixedParams.of(wave, p), X).matmul(V).sum(), THETA),
        "jacobian inside");
    assertClose(
        expected,
        gradient(
            outer,
            p ->
                valueAndGradient(inner, FixedParams.of(NestedRuleTest::energy, p), X)
                    .gradient()
                    .dot(V),
            THETA),
        "valueAndGradient inside");
  }

  /** Where nothing is kept f sees plain parameters first; otherwise each step is watched. */
  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void theInnerValueIsComputedOnPlainTensorsWhereNothingIsKept(String outer) {
    assertFalse(parametersAreWatched(outer, "reverse(nested=recompute)"));
    assertFalse(parametersAreWatched(outer, "reverse(nested=reverseOverForward)"));
    assertTrue(parametersAreWatched(outer, "reverse(nested=off)"));
    assertTrue(parametersAreWatched(outer, "reverse"));
  }

  private static boolean parametersAreWatched(String outer, String inner) {
    List<Boolean> watched = new ArrayList<>();
    FixedParams.OfTensor<Tensor> f =
        (x, p) -> {
          watched.add(p instanceof Tracer);
          return energy(x, p);
        };
    Backend backend = Engines.named(inner);
    pushforward(
        Engines.named(outer), theta -> gradient(backend, FixedParams.of(f, theta), X), THETA, V);
    return watched.get(0);
  }

  /** What f captures besides its parameters is followed, also where the value does not show it. */
  @ParameterizedTest
  @MethodSource(PAIRS)
  void capturedPenaltiesAndMasksKeepTheirGradient(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    UnaryOperator<Tensor> hidden =
        q ->
            gradient(
                    inner,
                    FixedParams.of((x, p) -> energy(x, p).plus(q.square().sum()), q)
                        .andThen(y -> y.times(q.greater(-1e9).sum())),
                    X)
                .dot(V);
    UnaryOperator<Tensor> shown =
        q -> gradient(inner, FixedParams.of(NestedRuleTest::energy, q), X).dot(V).times(q.size());
    assertClose(
        gradient(outer, shown::apply, THETA), gradient(outer, hidden::apply, THETA), "gradient");
    assertClose(
        hessian(outer, shown::apply, THETA), hessian(outer, hidden::apply, THETA), "hessian");
  }

  /** Ways that call f again cannot know what it captured; they say so. */
  @Test
  void waysThatKeepNothingRefuseCaptures() {
    Backend reverse = Engines.named("reverse");
    Backend recompute = Engines.named("reverse(nested=recompute)");
    TensorFunction loss =
        q ->
            gradient(recompute, FixedParams.of((x, p) -> energy(x, p).plus(q.square().sum()), q), X)
                .dot(V);
    String message =
        assertThrows(UnsupportedDerivativeException.class, () -> gradient(reverse, loss, THETA))
            .getMessage();
    assertTrue(message.contains("nested=recompute") && message.contains("FixedParams"), message);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void everyWayGivesTheSameNumbers(String outer) {
    Backend out = Engines.named(outer);
    Tensor expected = loss(out, Engines.named("reverse(nested=off)"));
    for (Nesting way : Nesting.values()) {
      for (String inner : List.of("forward", "reverse", "mixed")) {
        Tensor got = loss(out, Engines.named(inner + "(nested=" + way.option() + ")"));
        assertClose(expected, got, inner + " " + way);
      }
    }
  }

  private static Tensor loss(Backend outer, Backend inner) {
    return hessian(
        outer,
        q -> {
          FixedParams<Tensor, Tensor> f = FixedParams.of(NestedRuleTest::energy, q);
          ValueAndGradient<Tensor> both = valueAndGradient(inner, f, X.times(q));
          Tensor pulled = pullback(inner, f.andThen(y -> y.times(q)), X, V.times(q));
          return both.gradient().dot(V).times(both.value()).plus(pulled.square().sum());
        },
        THETA);
  }

  @ParameterizedTest
  @MethodSource(PAIRS)
  void theInnerValueIsFollowed(List<String> specs) {
    Backend outer = Engines.named(specs.get(0));
    Backend inner = Engines.named(specs.get(1));
    Tensor g =
        gradient(
            outer,
            p -> valueAndGradient(inner, FixedParams.of(NestedRuleTest::energy, p), X).value(),
            THETA);
    assertClose(slope(THETA, X), g, "gradient of the inner value by the parameters");
  }
}
