package org.fluxion.tensor;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Elementwise functions of two arguments: values, both partial derivatives, all second ones. */
class TwoArgumentAccuracyTest {
  private static final Map<String, BinaryOperator<Tensor>> FUNCTIONS =
      Map.of("hypot", Tensor::hypot, "atan2", Tensor::atan2, "pow", Tensor::pow);

  /** {@return value, ∂a, ∂b, ∂aa, ∂ab, ∂bb, and ∂ba, which takes the other rule} */
  private static double[] derivatives(BinaryOperator<Tensor> f, double first, double second) {
    Tensor a = Tensor.scalar(first);
    Tensor b = Tensor.scalar(second);
    return new double[] {
      f.apply(a, b).item(),
      Duals.derivative(x -> f.apply(x, b)).apply(a).item(),
      Duals.derivative(y -> f.apply(a, y)).apply(b).item(),
      Duals.derivative(Duals.derivative(x -> f.apply(x, b))).apply(a).item(),
      Duals.derivative(x -> Duals.derivative(y -> f.apply(x, y)).apply(b)).apply(a).item(),
      Duals.derivative(Duals.derivative(y -> f.apply(a, y))).apply(b).item(),
      Duals.derivative(y -> Duals.derivative(x -> f.apply(x, y)).apply(a)).apply(b).item()
    };
  }

  /** Values and first derivatives to 4 ulp, second ones to 8: the rules multiply a few factors. */
  @ParameterizedTest
  @CsvFileSource(resources = "/reference-data/binary-functions.csv")
  void valueAndTwoDerivativesAreAccurate(
      String name,
      double a,
      double b,
      String value,
      String byA,
      String byB,
      String byAa,
      String byAb,
      String byBb) {
    String[] expected = {value, byA, byB, byAa, byAb, byBb, byAb};
    String[] which = {"value", "by a", "by b", "by a, a", "by a, b", "by b, b", "by b, a"};
    double[] actual = derivatives(FUNCTIONS.get(name), a, b);
    for (int i = 0; i < actual.length; i++) {
      String what = name + "(" + a + ", " + b + ") " + which[i];
      Ulps.assertClose(expected[i], actual[i], i < 3 ? 4 : 8, what);
    }
  }

  @Test
  void hypotAndAtan2HaveDerivativeZeroAtTheOriginByConvention() {
    assertArrayEquals(new double[7], positiveZeros(derivatives(Tensor::hypot, 0, 0)));
    assertArrayEquals(new double[7], positiveZeros(derivatives(Tensor::atan2, 0, 0)));
  }

  private static double[] positiveZeros(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] += 0.0;
    }
    return values;
  }

  /** Limits from a > 0; undefined over the reals where the base is negative and b is varied. */
  @ParameterizedTest
  @CsvSource({
    "0, 2, 0, 0, 0",
    "0, 1, 0, 1, 0",
    "0, 0.5, 0, Infinity, 0",
    "0, 0, 1, 0, -Infinity",
    "0, -1.5, Infinity, -Infinity, -Infinity",
    "-2, 2, 4, -4, NaN",
    "-2, 3, -8, 12, NaN",
    "-2, 0, 1, 0, NaN",
    "-2, -1, -0.5, -0.25, NaN",
  })
  void powersOfZeroAndOfNegativeNumbersHaveTheirLimits(
      double a, double b, double value, double byA, double byB) {
    double[] actual = derivatives(Tensor::pow, a, b);
    assertArrayEquals(
        new double[] {value, byA, byB}, new double[] {actual[0], actual[1], actual[2]});
  }

  @Test
  void derivativesOfAPowerByItsBaseEndInZerosAlsoAtZero() {
    double[][] actual = Duals.derivatives(x -> x.pow(Tensor.full(2, 2)), 4, 0.0, -3.0);
    assertArrayEquals(new double[][] {{0, 9}, {0, -6}, {2, 2}, {0, 0}, {0, 0}}, actual);
  }

  @Test
  void secondDerivativesOfZeroToAPowerAreLimits() {
    assertEquals(0, derivatives(Tensor::pow, 0, 3)[4]);
    assertEquals(NEGATIVE_INFINITY, derivatives(Tensor::pow, 0, 1)[4]);
    assertEquals(POSITIVE_INFINITY, derivatives(Tensor::pow, 0, 1.5)[3]);
    assertEquals(0, derivatives(Tensor::pow, 0, 1.5)[5]);
  }

  @Test
  void anUndefinedPartialDerivativeDoesNotSpoilTheOther() {
    Tensor[] operands = {Tensor.scalar(-2), Tensor.scalar(2)};
    Linearized power = BinaryFunction.POW.linearize(operands);
    @Nullable Tensor[] pulled =
        power.differential().pullback(Tensor.scalar(1), new boolean[] {true, false});
    assertEquals(Tensor.scalar(-4), pulled[0]);
    assertNull(pulled[1]);
    Tensor pushed =
        power.differential().pushforward(new Tensor[] {Tensor.scalar(1), Tensor.scalar(0)});
    assertEquals(Tensor.scalar(-4), pushed);
    Tensor[] both = power.differential().pullback(Tensor.scalar(1), new boolean[] {true, true});
    assertEquals(Tensor.scalar(-4), both[0]);
    assertEquals(Tensor.scalar(NaN), both[1]);
  }
}
