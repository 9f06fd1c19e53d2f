package org.fluxion.tensor;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Elementwise functions of one argument: no overflow, cancellation or NaN in a value or a
 * derivative that the exact one does not have.
 */
class ElementwiseAccuracyTest {
  /** Values and first derivatives to 4 ulp, second ones to 6: the rules multiply a few factors. */
  private static final double[] TOLERANCES = {4, 4, 6};

  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("abs", Tensor::abs),
          Map.entry("acos", Tensor::acos),
          Map.entry("asin", Tensor::asin),
          Map.entry("atan", Tensor::atan),
          Map.entry("cbrt", Tensor::cbrt),
          Map.entry("cos", Tensor::cos),
          Map.entry("cosh", Tensor::cosh),
          Map.entry("exp", Tensor::exp),
          Map.entry("expm1", Tensor::expm1),
          Map.entry("floor", Tensor::floor),
          Map.entry("log", Tensor::log),
          Map.entry("log1p", Tensor::log1p),
          Map.entry("pow(-1.5)", x -> x.pow(-1.5)),
          Map.entry("pow(0)", x -> x.pow(0.0)),
          Map.entry("pow(0.5)", x -> x.pow(0.5)),
          Map.entry("pow(1)", x -> x.pow(1.0)),
          Map.entry("pow(2)", x -> x.pow(2.0)),
          Map.entry("pow(2.5)", x -> x.pow(2.5)),
          Map.entry("pow(3)", x -> x.pow(3.0)),
          Map.entry("reciprocal", Tensor::reciprocal),
          Map.entry("relu", Tensor::relu),
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("sign", Tensor::sign),
          Map.entry("sin", Tensor::sin),
          Map.entry("sinh", Tensor::sinh),
          Map.entry("softplus", Tensor::softplus),
          Map.entry("sqrt", Tensor::sqrt),
          Map.entry("square", Tensor::square),
          Map.entry("tan", Tensor::tan),
          Map.entry("tanh", Tensor::tanh));

  @ParameterizedTest
  @CsvFileSource(resources = "/reference-data/elementwise.csv")
  void valueAndTwoDerivativesAreAccurate(
      String name, double x, String value, String first, String second) {
    UnaryOperator<Tensor> f = FUNCTIONS.get(name);
    Ulps.assertDerivatives(f, name, x, new String[] {value, first, second}, TOLERANCES);
  }

  /** Limits from inside the domain, and conventions where the two sides differ. */
  @ParameterizedTest
  @CsvSource({
    "sqrt, 0, Infinity",
    "sqrt, -0.0, Infinity",
    "log, 0, Infinity",
    "log, -0.0, Infinity",
    "log1p, -1, Infinity",
    "asin, 1, Infinity",
    "asin, -1, Infinity",
    "acos, 1, -Infinity",
    "acos, -1, -Infinity",
    "cbrt, 0, Infinity",
    "reciprocal, 0, -Infinity",
    "exp, 710, Infinity",
    "exp, -1000, 0",
    "tanh, 1000, 0",
    "tanh, -Infinity, 0",
    "sigmoid, -1000, 0",
    "sigmoid, 1000, 0",
    "softplus, -1000, 0",
    "softplus, 1000, 1",
    "softplus, Infinity, 1",
    "atan, Infinity, 0",
    "atan, 1.7e308, 0",
    "abs, 0, 0",
    "abs, -0.0, 0",
    "relu, 0, 0",
    "sign, 0, 0",
    "floor, 1, 0",
    "pow(0), 0, 0",
    "pow(0), 3.5, 0",
    "pow(1), 0, 1",
    "pow(2), 0, 0",
    "pow(3), 0, 0",
    "pow(0.5), 0, Infinity",
    "pow(-1.5), 0, -Infinity",
  })
  void derivativesAtSingularPointsAreLimitsOrConventions(String name, double x, double expected) {
    double derivative = Duals.derivatives(FUNCTIONS.get(name), 1, x)[1][0];
    assertEquals(expected, derivative + 0.0, name + " at " + x);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs", "relu", "sign", "floor", "pow(0)", "pow(1)"})
  void functionsMadeOfStraightPiecesHaveNoSecondDerivative(String name) {
    assertArrayEquals(
        new double[3], Duals.derivatives(FUNCTIONS.get(name), 2, -1.5, 0, 1.5)[2], name);
  }

  @Test
  void derivativesOfWholePowersEndInZerosAlsoAtZero() {
    double[][] expectedOfSquare = {{4, 0}, {-4, 0}, {2, 2}, {0, 0}, {0, 0}};
    assertArrayEquals(expectedOfSquare, Duals.derivatives(FUNCTIONS.get("pow(2)"), 4, -2.0, 0.0));
    double[][] expectedOfCube = {{-8, 0}, {12, 0}, {-12, 0}, {6, 6}, {0, 0}};
    assertArrayEquals(expectedOfCube, Duals.derivatives(FUNCTIONS.get("pow(3)"), 4, -2.0, 0.0));
  }

  @Test
  void derivativesOfRootsAtZeroAreInfiniteFromAboveAndNotNan() {
    double[][] expected = {{0}, {POSITIVE_INFINITY}, {NEGATIVE_INFINITY}};
    assertArrayEquals(expected, Duals.derivatives(Tensor::sqrt, 2, 0.0));
    assertArrayEquals(expected, Duals.derivatives(Tensor::cbrt, 2, 0.0));
  }

  @Test
  void derivativesOfABrokenPowerAtZeroAreZeroUntilTheyAreInfinite() {
    double[][] actual = Duals.derivatives(FUNCTIONS.get("pow(2.5)"), 4, 0.0);
    assertArrayEquals(
        new double[][] {{0}, {0}, {0}, {POSITIVE_INFINITY}, {NEGATIVE_INFINITY}}, actual);
  }

  /** Taylor coefficients at 0 times factorials, all exact. */
  @Test
  void thirdDerivativesAtZeroAreExact() {
    assertEquals(-2, third("tanh"), 1e-15);
    assertEquals(-0.125, third("sigmoid"), 1e-16);
    assertEquals(1, third("asin"), 1e-15);
    assertEquals(-1, third("acos"), 1e-15);
    assertEquals(-2, third("atan"), 1e-15);
    assertEquals(2, third("tan"), 1e-15);
    assertEquals(2, third("log1p"), 1e-15);
  }

  private static double third(String name) {
    return Duals.derivatives(FUNCTIONS.get(name), 3, 0)[3][0];
  }

  @Test
  void thePullbackOfEachDerivativeEqualsItsPushforward() {
    Tensor x = Tensor.vector(0.2, 0.6, 0.9);
    Tensor weights = Tensor.vector(3, -2, 0.5);
    for (UnaryFunction f : new UnaryFunction[] {UnaryFunction.TANH, UnaryFunction.ASIN}) {
      Differential differential = f.linearize(x).differential();
      assertEquals(
          differential.pushforward(new Tensor[] {weights}),
          differential.pullback(weights, new boolean[] {true})[0],
          f.name());
    }
  }
}
