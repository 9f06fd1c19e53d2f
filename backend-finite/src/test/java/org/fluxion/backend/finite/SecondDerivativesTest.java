package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.Backend;
import org.fluxion.ShapeMismatchException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hessians and their products against closed forms.
 *
 * <p>The tolerances are ten times the error hᵖ + ε/h² of a function whose values and derivatives
 * are of size 1: 3e-7 for central differences, where h = ε^(1/4), and 1.2e-4 for one-sided ones,
 * where h = ε^(1/3).
 */
class SecondDerivativesTest {
  private static final double A = 0.7;
  private static final double B = -0.3;
  private static final MultiFunction F =
      z -> new Tensor[] {z[0].get(0).sin().times(z[0].get(1).exp())};
  private static final Tensor X = Tensor.vector(A, B);
  private static final double E = Math.exp(B);
  private static final double[] GRADIENT = {Math.cos(A) * E, Math.sin(A) * E};
  private static final double[] HESSIAN = {
    -Math.sin(A) * E, Math.cos(A) * E, Math.cos(A) * E, Math.sin(A) * E
  };

  @ParameterizedTest
  @CsvSource({"central, 7e-10, 3e-7", "forward, 3e-7, 1.2e-4", "backward, 3e-7, 1.2e-4"})
  void everyKindMeetsTheClosedForms(String kind, double first, double second) {
    Linearization at = Finite.with("kind", kind).linearizeGradient(F, X);

    Tensor[] values = at.values();
    assertEquals(2, values.length);
    assertEquals(Math.sin(A) * E, values[0].item(), 1e-15);
    assertArrayEquals(GRADIENT, values[1].toArray(), first);

    Tensor[] product = at.pushforward(Tensor.vector(2, -3));
    assertEquals(2 * GRADIENT[0] - 3 * GRADIENT[1], product[0].item(), 5 * second);
    double[] expected = {2 * HESSIAN[0] - 3 * HESSIAN[1], 2 * HESSIAN[2] - 3 * HESSIAN[3]};
    assertArrayEquals(expected, product[1].toArray(), 5 * second);

    Tensor rows = at.pullbackBatch(Tensor.zeros(2), Tensor.eye(2))[0];
    assertArrayEquals(HESSIAN, rows.toArray(), second);
    Tensor columns = at.pushforwardBatch(Tensor.eye(2))[1];
    assertArrayEquals(HESSIAN, columns.toArray(), second);
  }

  @Test
  void theLongerStepsAreWorthIt() {
    Backend backend = Finite.with();
    MultiFunction gradient = Linearizations.valueAndGradient(backend, F);
    double nested = error(backend.linearize(gradient, X));
    double own = error(backend.linearizeGradient(F, X));
    // With the steps of first derivatives rounding contributes ε/h² = 6e-6.
    assertTrue(own < nested / 3, own + " and " + nested);
  }

  private static double error(Linearization at) {
    double[] rows = at.pullbackBatch(Tensor.zeros(2), Tensor.eye(2))[0].toArray();
    double worst = 0;
    for (int i = 0; i < rows.length; i++) {
      worst = Math.max(worst, Math.abs(rows[i] - HESSIAN[i]));
    }
    return worst;
  }

  /** On x⁴ both levels of a central difference of step h give 12 x² + 8 h². */
  @Test
  void aGivenStepServesBothLevels() {
    MultiFunction f = z -> new Tensor[] {z[0].square().square()};
    Linearization at = Finite.with("step", "0.125").linearizeGradient(f, Tensor.scalar(2));
    assertEquals(48 + 0.125, at.pushforward(Tensor.scalar(1))[1].item(), 1e-12);
    // And the gradient 4 x³ + 4 x h².
    assertEquals(32 + 0.125, at.values()[1].item(), 1e-12);
  }

  @Test
  void badlyScaledCoordinatesEachHaveTheirOwnSteps() {
    MultiFunction f = z -> new Tensor[] {z[0].get(0).log().times(10).plus(z[0].get(1).sin())};
    Linearization at = Finite.with().linearizeGradient(f, Tensor.vector(1e4, 1e-6));
    double[] h = at.pullbackBatch(Tensor.zeros(2), Tensor.eye(2))[0].toArray();
    // The value is about 92, so rounding gives 92 · 3e-7 in units of 1 / (scale · scale).
    double bound = 92 * 3e-7;
    assertEquals(-10 / 1e8, h[0], bound / 1e8);
    assertEquals(0, h[1], bound / 1e4);
    assertEquals(0, h[2], bound / 1e4);
    assertEquals(-Math.sin(1e-6), h[3], bound);
  }

  @Test
  void severalInputsHaveAGradientEach() {
    // f(u, s) = s² ⟨u, u⟩: gradient (2 s² u, 2 s ⟨u, u⟩).
    MultiFunction f = z -> new Tensor[] {z[0].square().sum().times(z[1].square())};
    Tensor u = Tensor.vector(1, 2);
    Linearization at = Finite.with().linearizeGradient(f, u, Tensor.scalar(0.5));
    assertEquals(3, at.values().length);
    Tensor[] product = at.pushforward(Tensor.vector(1, -1), Tensor.scalar(1));
    // ⟨gradient, v⟩;  2 s² u̇ + 4 s ṡ u;  2 ṡ ⟨u, u⟩ + 4 s ⟨u, u̇⟩.
    assertEquals(0.5 * (1 - 2) + 5, product[0].item(), 10 * 3e-7);
    assertArrayEquals(new double[] {0.5 + 2, -0.5 + 4}, product[1].toArray(), 10 * 3e-7);
    assertEquals(10 - 2, product[2].item(), 10 * 3e-7);
  }

  @Test
  void aFunctionThatIsNotScalarIsRefused() {
    Linearization at = Finite.with().linearizeGradient(z -> z.clone(), X);
    assertThrows(ShapeMismatchException.class, at::values);
    assertThrows(ShapeMismatchException.class, () -> at.pushforward(X));
  }
}
