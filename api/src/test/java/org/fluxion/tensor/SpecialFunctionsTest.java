package org.fluxion.tensor;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The error, gamma and normal distribution functions: accurate everywhere, with derivatives. */
class SpecialFunctionsTest {
  /** Values and first derivatives to 4 ulp, second ones to 6: the rules multiply a few factors. */
  private static final double[] TOLERANCES = {4, 4, 6};

  private static final Map<String, UnaryOperator<Tensor>> FUNCTIONS =
      Map.of(
          "erf", Tensor::erf,
          "gelu", Tensor::gelu,
          "lgamma", Tensor::lgamma,
          "digamma", Tensor::digamma,
          "polygamma(1)", polygamma(1),
          "polygamma(2)", polygamma(2),
          "polygamma(4)", polygamma(4));

  private static UnaryOperator<Tensor> polygamma(int order) {
    return x -> new Polygamma(order).apply(x);
  }

  private static double derivative(UnaryOperator<Tensor> f, int order, double x) {
    return Duals.derivatives(f, order, x)[order][0];
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/reference-data/special-functions.csv")
  void valueAndTwoDerivativesAreAccurate(
      String name, double x, String value, String first, String second) {
    UnaryOperator<Tensor> f = FUNCTIONS.get(name);
    Ulps.assertDerivatives(f, name, x, new String[] {value, first, second}, TOLERANCES);
  }

  @Test
  void theFunctionsOfArraysActOnEachElementAndKeepTheShape() {
    Tensor x = Tensor.of(new double[] {0.5, 1, 2, 3, 4, 5}, 2, 3);
    FUNCTIONS.forEach(
        (name, f) -> {
          Tensor y = f.apply(x);
          assertEquals(x.shape(), y.shape(), name);
          assertEquals(f.apply(Tensor.scalar(4)).item(), y.get(1, 1).item(), name);
        });
  }

  @Test
  void nanGivesNan() {
    FUNCTIONS.forEach(
        (name, f) ->
            assertArrayEquals(
                new double[][] {{NaN}, {NaN}, {NaN}}, Duals.derivatives(f, 2, NaN), name));
  }

  @Test
  void erfAndGeluHaveTheirLimitsAtBothInfinities() {
    double[] ends = {NEGATIVE_INFINITY, POSITIVE_INFINITY};
    assertArrayEquals(
        new double[][] {{-1, 1}, {0, 0}, {0, 0}, {0, 0}},
        positiveZeros(Duals.derivatives(Tensor::erf, 3, ends)));
    assertArrayEquals(
        new double[][] {{0, POSITIVE_INFINITY}, {0, 1}, {0, 0}, {0, 0}},
        positiveZeros(Duals.derivatives(Tensor::gelu, 3, ends)));
  }

  private static double[][] positiveZeros(double[][] values) {
    for (double[] row : values) {
      for (int i = 0; i < row.length; i++) {
        row[i] += 0.0;
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e200, -1e155, -50, 50, 1e155, 1e200})
  void farOutTheDerivativesOfErfAndGeluAreZeroToAnyOrder(double x) {
    for (int order = 2; order <= 4; order++) {
      assertEquals(0, derivative(Tensor::erf, order, x), 0.0);
      assertEquals(0, derivative(Tensor::gelu, order, x), 0.0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-9.5, -2.5, -0.3, 0.2, 1.7, 4})
  void thirdDerivativesAgreeWithTheirClosedForms(double x) {
    double erf = (4 * x * x - 2) * 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
    assertEquals(erf, derivative(Tensor::erf, 3, x), 1e-13 * Math.abs(erf));
    double gelu = x * (x * x - 4) * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    assertEquals(gelu, derivative(Tensor::gelu, 3, x), 1e-13 * Math.abs(gelu));
  }

  /** The minimum of GELU, where its slope must vanish; to 17 digits from mpmath. */
  @Test
  void theSlopeOfGeluVanishesWhereGeluIsLeast() {
    assertEquals(0, derivative(Tensor::gelu, 1, -0.75179152469356446), 2e-16);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, -1, -2, -1000, -0x1p60, NEGATIVE_INFINITY, POSITIVE_INFINITY})
  void lgammaIsInfiniteAtItsPolesAndAtBothInfinities(double x) {
    assertEquals(POSITIVE_INFINITY, Tensor.scalar(x).lgamma().item());
  }

  @Test
  void polygammasAtTheirPolesAreInfiniteWhereBothSidesAgreeAndElseNan() {
    assertArrayEquals(
        new double[] {NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN},
        Tensor.vector(0.0, -0.0, -3).digamma().toArray());
    assertArrayEquals(
        new double[] {POSITIVE_INFINITY, POSITIVE_INFINITY, POSITIVE_INFINITY},
        polygamma(1).apply(Tensor.vector(0.0, -0.0, -3)).toArray());
    assertArrayEquals(
        new double[] {NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN},
        polygamma(2).apply(Tensor.vector(0.0, -0.0, -3)).toArray());
  }

  /** References: mpmath, 150 digits, near zeros of log |Γ| and of digamma. */
  @Test
  void nearTheirNegativeZerosLgammaAndDigammaAreAccurateToTheTermsThatCancel() {
    assertEquals(-0.018002485703095107, Tensor.scalar(-2.7378).lgamma().item(), 4e-16);
    assertEquals(-0.0025254042080275688, Tensor.scalar(-2.4587).lgamma().item(), 4e-16);
    assertEquals(-0.00068829541876259326, Tensor.scalar(-0.50416).digamma().item(), 1e-15);
    assertEquals(0.0049536439177339099, Tensor.scalar(-1.573).digamma().item(), 1e-15);
  }

  /** ψ⁽ᵐ⁾(1) = (−1)^(m + 1) m! ζ(m + 1), a sum that has converged after 40 terms for m ≥ 12. */
  @ParameterizedTest
  @ValueSource(ints = {12, 25, 40, 100})
  void highOrdersAgreeWithTheZetaFunction(int order) {
    double expected = 0;
    double factorial = 1;
    for (int k = 40; k >= 1; k--) {
      expected += Math.pow(k, -(order + 1.0));
    }
    for (int k = 2; k <= order; k++) {
      factorial *= k;
    }
    expected *= order % 2 == 0 ? -factorial : factorial;
    double actual = polygamma(order).apply(Tensor.scalar(1)).item();
    assertEquals(expected, actual, 1e-13 * Math.abs(expected));
  }

  /** ψ‴(1) = π⁴/15, by four derivatives of log Γ. */
  @Test
  void lgammaCanBeDifferentiatedFourTimes() {
    double expected = Math.pow(Math.PI, 4) / 15;
    assertEquals(expected, derivative(Tensor::lgamma, 4, 1), 1e-14 * expected);
  }

  @Test
  void polygammasHaveNamesThatShowTheirOrder() {
    assertEquals("digamma", new Polygamma(0).name());
    assertEquals("polygamma(3)", new Polygamma(3).name());
  }

  @Test
  void powersInsideHighPolygammasNeitherOverflowNorUnderflow() {
    // 100! / x^101 alone would need 10^158 and 10^-404; reference from mpmath
    Ulps.assertClose(
        "-9.4158499822229469641e-220",
        polygamma(100).apply(Tensor.scalar(5623.413251903491)).item(),
        40,
        "polygamma(100)");
    assertTrue(Double.isInfinite(polygamma(100).apply(Tensor.scalar(1e-3)).item()));
  }
}
