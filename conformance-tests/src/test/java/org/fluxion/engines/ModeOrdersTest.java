package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.conformance.Close.EXACT;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Third derivatives in every order of modes. */
class ModeOrdersTest {
  private static final double X = 0.7;

  /** A function and its third derivative. */
  private record Case(TensorFunction f, DoubleUnaryOperator third) {}

  private static final Map<String, Case> CASES =
      Map.of(
          "x^5", new Case(x -> x.pow(5), x -> 60 * x * x),
          "x^2.5", new Case(x -> x.pow(2.5), x -> 1.875 / Math.sqrt(x)),
          "exp(2x)", new Case(x -> x.times(2).exp(), x -> 8 * Math.exp(2 * x)),
          "sin(3x)", new Case(x -> x.times(3).sin(), x -> -27 * Math.cos(3 * x)),
          "1/x", new Case(x -> Tensor.scalar(1).div(x), x -> -6 / Math.pow(x, 4)),
          "log x", new Case(Tensor::log, x -> 2 / Math.pow(x, 3)),
          "tanh x", new Case(Tensor::tanh, ModeOrdersTest::thirdOfTanh),
          "x times x", new Case(x -> x.times(x).times(x), x -> 6),
          "branches", new Case(x -> Tensor.where(x.greater(0), x.pow(4), x.exp()), x -> 24 * x),
          "a constant", new Case(x -> Tensor.scalar(3), x -> 0));

  private static double thirdOfTanh(double x) {
    double square = Math.pow(Math.tanh(x), 2);
    return -2 * (1 - square) * (1 - 3 * square);
  }

  private static Stream<DynamicTest> inAllOrders(ThirdDerivative operator) {
    return Engines.triples("forward", "reverse", "mixed")
        .flatMap(
            specs ->
                CASES.entrySet().stream()
                    .map(
                        e ->
                            dynamicTest(
                                e.getKey() + " by " + String.join(" over ", specs),
                                () -> check(operator, specs, e.getValue()))));
  }

  private static void check(ThirdDerivative operator, List<String> specs, Case expected) {
    Tensor third =
        operator.of(
            Engines.named(specs.get(0)),
            Engines.named(specs.get(1)),
            Engines.named(specs.get(2)),
            expected.f);
    assertClose(expected.third.applyAsDouble(X), third.item(), EXACT, "third derivative");
  }

  @FunctionalInterface
  private interface ThirdDerivative {
    Tensor of(Backend outer, Backend middle, Backend inner, TensorFunction f);
  }

  @TestFactory
  Stream<DynamicTest> thirdDerivativesByDerivative() {
    return inAllOrders(
        (outer, middle, inner, f) ->
            derivative(outer, x -> derivative(middle, y -> derivative(inner, f, y), x), X));
  }

  @TestFactory
  Stream<DynamicTest> thirdDerivativesByGradient() {
    return inAllOrders(
        (outer, middle, inner, f) -> {
          Differentiable<Tensor> second = x -> gradient(middle, y -> gradient(inner, f, y), x);
          return gradient(outer, second, Tensor.scalar(X));
        });
  }

  @TestFactory
  Stream<DynamicTest> thirdDerivativesByDerivativeOfSecondDerivative() {
    return inAllOrders(
        (outer, middle, inner, f) ->
            derivative(outer, x -> secondDerivative(Backends.secondOrder(middle, inner), f, x), X));
  }
}
