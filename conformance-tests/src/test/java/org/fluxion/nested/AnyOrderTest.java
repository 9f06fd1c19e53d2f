package org.fluxion.nested;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.EscapedTracerException;
import org.fluxion.FixedParams;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The nested rule inside the nested rule, inside another, against closed forms. */
class AnyOrderTest {
  private static final double X = 0.7;
  private static final double P = 1.3;

  /** Each order of four modes, outermost first. */
  static Stream<List<String>> orders() {
    return IntStream.range(0, 16)
        .mapToObj(
            bits ->
                IntStream.range(0, 4)
                    .mapToObj(i -> (bits >> i & 1) == 0 ? "forward" : "reverse")
                    .toList());
  }

  private static FixedParams.OfTensor<Tensor> byInput(
      Backend backend, FixedParams.OfTensor<Tensor> f) {
    return (x, p) -> derivative(backend, FixedParams.of(f, p), x);
  }

  /** The derivative by p, as a function of x and p that shows x. */
  private static FixedParams.OfTensor<Tensor> byParameter(
      Backend backend, FixedParams.OfTensor<Tensor> f) {
    return (x, p) -> derivative(backend, FixedParams.of((q, y) -> f.apply(y, q), x), p);
  }

  private static FixedParams.OfTensor<Tensor> wave(List<String> order, String option) {
    List<Backend> by = order.stream().map(mode -> Backends.named(mode + option)).toList();
    FixedParams.OfTensor<Tensor> slope = byInput(by.get(3), (x, p) -> x.times(p).sin());
    return byParameter(by.get(1), byInput(by.get(2), slope));
  }

  /** ∂ₓₓₚ sin(px) = −2p sin(px) − p² x cos(px). */
  @ParameterizedTest
  @MethodSource("orders")
  void thirdDerivativesAreThoseOfTheClosedForm(List<String> order) {
    double a = P * X;
    double expected = -2 * P * Math.sin(a) - P * P * X * Math.cos(a);
    for (String option : List.of("(nested=on)", "(nested=off)")) {
      Tensor third = wave(order, option).apply(Tensor.scalar(X), Tensor.scalar(P));
      assertClose(expected, third.item(), 1e-12, option);
    }
  }

  /** ∂ₓₓₚₚ sin(px) = (p² x² − 2) sin(px) − 4 p x cos(px). */
  @ParameterizedTest
  @MethodSource("orders")
  void fourthDerivativesAreThoseOfTheClosedForm(List<String> order) {
    double a = P * X;
    double expected = (a * a - 2) * Math.sin(a) - 4 * a * Math.cos(a);
    for (String option : List.of("(nested=on)", "(nested=off)")) {
      Tensor fourth =
          byParameter(Backends.named(order.get(0) + option), wave(order, option))
              .apply(Tensor.scalar(X), Tensor.scalar(P));
      assertClose(expected, fourth.item(), 1e-12, option);
    }
  }

  /** The ways that keep little are differentiated again, by themselves and by others. */
  @ParameterizedTest
  @ValueSource(strings = {"forwardOverReverse", "reverseOverForward", "recompute"})
  void everyWayIsDifferentiatedByEveryOther(String way) {
    double a = P * X;
    double third = -2 * P * Math.sin(a) - P * P * X * Math.cos(a);
    for (String other : List.of("on", "off", "forwardOverReverse", "reverseOverForward", way)) {
      Backend in = Backends.named("mixed(nested=" + way + ")");
      Backend out = Backends.named("mixed(nested=" + other + ")");
      FixedParams.OfTensor<Tensor> slope =
          (x, p) -> gradient(in, FixedParams.of((y, q) -> y.times(q).sin(), p), x);
      FixedParams.OfTensor<Tensor> curvature = (x, p) -> gradient(out, FixedParams.of(slope, p), x);
      Tensor by =
          gradient(
              Backends.named("mixed"), p -> curvature.apply(Tensor.scalar(X), p), Tensor.scalar(P));
      assertClose(third, by.item(), 1e-12, other + " over " + way);
    }
  }

  /** 720 p / x⁷, and its derivative by p, 720 / x⁷. */
  @ParameterizedTest
  @CsvSource({"forward", "reverse", "mixed"})
  void theSixthDerivativeOfTheReciprocalIsExact(String spec) {
    Backend backend = Backends.named(spec);
    FixedParams.OfTensor<Tensor> f = (x, p) -> p.div(x);
    for (int i = 0; i < 6; i++) {
      FixedParams.OfTensor<Tensor> before = f;
      f = (x, p) -> gradient(backend, FixedParams.of(before, p), x);
    }
    FixedParams.OfTensor<Tensor> sixth = f;
    Tensor x = Tensor.scalar(X);
    double expected = 720 / Math.pow(X, 7);
    assertClose(2 * expected, sixth.apply(x, Tensor.scalar(2)).item(), 1e-12, "sixth derivative");
    assertClose(
        expected,
        gradient(backend, p -> sixth.apply(x, p), Tensor.scalar(2)).item(),
        1e-12,
        "sixth derivative by p");
  }

  /**
   * For f = Σ sin(p x) the penalty is Σ (p cos(px))², its own Σ p⁶ sin²(2px), and the gradient of
   * that by p is 6 p⁵ sin²(2px) + 2 x p⁶ sin(4px).
   */
  @ParameterizedTest
  @ValueSource(strings = {"on", "off", "forwardOverReverse", "reverseOverForward", "recompute"})
  void aGradientPenaltyOfAGradientPenaltyIsTrained(String nested) {
    Tensor x = Tensor.vector(0.7, -1.2, 0.4);
    Tensor p = Tensor.vector(1.3, 0.6, -0.8);
    UnaryOperator<FixedParams.OfTensor<Tensor>> penalty =
        f ->
            (z, q) -> {
              Backend inner = Backends.named("mixed(nested=" + nested + ")");
              return gradient(inner, FixedParams.of(f, q), z).square().sum();
            };
    FixedParams.OfTensor<Tensor> twice =
        penalty.apply(penalty.apply((z, q) -> z.times(q).sin().sum()));
    Tensor angle = p.times(x).times(2);
    Tensor expected =
        p.pow(5)
            .times(6)
            .times(angle.sin().square())
            .plus(x.times(2).times(p.pow(6)).times(angle.times(2).sin()));
    for (String outer : List.of("forward", "reverse", "mixed")) {
      TensorFunction loss = q -> twice.apply(x, q);
      assertClose(expected, gradient(Backends.named(outer), loss, p), 1e-12, outer);
    }
    // Parameters of one element do not touch another's: the Hessian is a diagonal.
    Tensor h = hessian(Backends.named("mixed"), q -> twice.apply(x, q), p);
    // By p: 30 p⁴ sin² + 12 x p⁵ sin(4px) + 12 x p⁵ sin(4px) + 8 x² p⁶ cos(4px).
    Tensor diagonal =
        p.pow(4)
            .times(30)
            .times(angle.sin().square())
            .plus(x.times(24).times(p.pow(5)).times(angle.times(2).sin()))
            .plus(x.square().times(8).times(p.pow(6)).times(angle.times(2).cos()));
    assertClose(Tensor.eye(3).times(diagonal), h, 1e-12, "Hessian");
  }

  /** A function that f leaves behind may not be used later: it would lose its derivative. */
  @Test
  void aFunctionReturnedFromADerivativeIsRejected() {
    for (String spec : List.of("forward", "reverse")) {
      Backend backend = Backends.named(spec);
      List<TensorFunction> kept = new ArrayList<>();
      derivative(
          backend,
          x -> {
            kept.add(y -> x.times(y));
            return x.square();
          },
          X);
      String message =
          assertThrows(
                  EscapedTracerException.class, () -> gradient(backend, kept.get(0), Tensor.ones()))
              .getMessage();
      assertTrue(message.contains(spec), message);
    }
  }
}
