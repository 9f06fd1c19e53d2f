package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.Backend;
import org.fluxion.OpaqueFunction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers against closed forms.
 *
 * <p>The tolerances are ten times the error hᵖ + ε/h of a function whose values and derivatives are
 * of size 1: 7e-10 for central differences, where h = ε^(1/3), and 3e-7 for one-sided ones, where h
 * = ε^(1/2).
 */
class FirstDerivativesTest {
  private static final double CENTRAL = 7e-10;

  private static final MultiFunction SINE_TIMES_EXP =
      x -> new Tensor[] {x[0].get(0).sin().times(x[0].get(1).exp())};

  @ParameterizedTest
  @CsvSource({"central, 7e-10", "forward, 3e-7", "backward, 3e-7"})
  void everyKindMeetsTheClosedForms(String kind, double tolerance) {
    Tensor x = Tensor.vector(0.7, -0.3);
    Linearization at = Finite.with("kind", kind).linearize(SINE_TIMES_EXP, x);
    double dx = Math.cos(0.7) * Math.exp(-0.3);
    double dy = Math.sin(0.7) * Math.exp(-0.3);
    assertEquals(Math.sin(0.7) * Math.exp(-0.3), at.values()[0].item(), 1e-15);
    assertArrayEquals(new double[] {dx, dy}, at.pullback(Tensor.scalar(1))[0].toArray(), tolerance);
    assertEquals(2 * dx - 3 * dy, at.pushforward(Tensor.vector(2, -3))[0].item(), 5 * tolerance);
  }

  /** The error of each kind on x³ and x² is known exactly: h² for central, ±h for one-sided. */
  @Test
  void aGivenStepIsTheStepTaken() {
    Tensor x = Tensor.scalar(2);
    Tensor one = Tensor.scalar(1);
    MultiFunction cube = z -> new Tensor[] {z[0].pow(3)};
    MultiFunction square = z -> new Tensor[] {z[0].square()};
    String h = "0.125";
    Linearization central = Finite.with("step", h).linearize(cube, x);
    Linearization forward = Finite.with("kind", "forward", "step", h).linearize(square, x);
    Linearization backward = Finite.with("kind", "backward", "step", h).linearize(square, x);
    assertEquals(12 + 0.125 * 0.125, central.pullback(one)[0].item(), 1e-14);
    assertEquals(4 + 0.125, forward.pullback(one)[0].item(), 1e-14);
    assertEquals(4 - 0.125, backward.pullback(one)[0].item(), 1e-14);
    assertEquals(12 + 0.125 * 0.125, central.pushforward(one)[0].item(), 1e-14);
    assertEquals(4 + 0.125, forward.pushforward(one)[0].item(), 1e-14);
    assertEquals(4 - 0.125, backward.pushforward(one)[0].item(), 1e-14);
  }

  @Test
  void badlyScaledCoordinatesEachHaveTheirOwnStep() {
    Tensor x = Tensor.vector(1e6, 1e-6);
    MultiFunction f = z -> new Tensor[] {z[0].get(0).log().plus(z[0].get(1).sin())};
    Linearization at = Finite.with().linearize(f, x);
    double[] gradient = at.pullback(Tensor.scalar(1))[0].toArray();
    // The value is about 14, the first derivative 1e-6, its step 6: 10 · 14 ε / 6 and (6e-6)²/3.
    assertEquals(1e-6, gradient[0], 6e-15);
    assertEquals(Math.cos(1e-6), gradient[1], 14 * CENTRAL);
    assertEquals(1e-6, at.pushforward(Tensor.vector(1, 0))[0].item(), 6e-15);
    assertEquals(Math.cos(1e-6), at.pushforward(Tensor.vector(0, 1))[0].item(), 14 * CENTRAL);
  }

  @Test
  void aFunctionOfSmallScaleTakesAGivenStep() {
    MultiFunction log = z -> new Tensor[] {z[0].log()};
    Linearization at = Finite.with("step", "1e-11").linearize(log, Tensor.scalar(1e-6));
    // Relative: (h/x)²/3 = 3e-11 by curvature, 14 ε/(h/x) = 3e-10 by rounding.
    assertEquals(1e6, at.pullback(Tensor.scalar(1))[0].item(), 1e6 * 1e-9);
  }

  /**
   * 10⁶ + 0.1 moves by 10⁻⁶ only to within 10⁻⁴ of that; what counts is how far it really moved.
   */
  @ParameterizedTest
  @CsvSource({"central", "forward", "backward"})
  void theStepIsDividedByAsItWasRounded(String kind) {
    Backend backend = Finite.with("kind", kind, "step", "1e-6");
    Linearization at = backend.linearize(z -> z.clone(), Tensor.scalar(1e6 + 0.1));
    assertEquals(1, at.pullback(Tensor.scalar(1))[0].item(), 1e-15);
    assertEquals(-3, at.pushforward(Tensor.scalar(-3))[0].item(), 1e-15);
  }

  @Test
  void aStepLostInRoundingIsNotANumberRatherThanZero() {
    Linearization at =
        Finite.with("step", "1e-6").linearize(z -> z.clone(), Tensor.vector(1e12, 1));
    assertArrayEquals(new double[] {Double.NaN, 1}, at.pullback(Tensor.vector(1, 1))[0].toArray());
    assertTrue(Double.isNaN(at.pushforward(Tensor.vector(1, 0))[0].get(0).item()));
  }

  @Test
  void theLengthOfATangentDoesNotMatter() {
    Linearization at = Finite.with().linearize(SINE_TIMES_EXP, Tensor.vector(0.7, -0.3));
    double expected = (2 * Math.cos(0.7) - 3 * Math.sin(0.7)) * Math.exp(-0.3);
    for (double length : new double[] {1e-300, 1e-9, 1e9, 1e300}) {
      Tensor tangent = Tensor.vector(2 * length, -3 * length);
      assertEquals(expected, at.pushforward(tangent)[0].item() / length, 5 * CENTRAL);
    }
  }

  /** f(u, V, s) = (u · V, s² u): three inputs of ranks 1, 2 and 0, two results. */
  @Test
  void severalInputsMoveTogetherAndApart() {
    MultiFunction f = z -> new Tensor[] {z[0].matmul(z[1]), z[2].square().times(z[0])};
    Tensor u = Tensor.vector(1, 2);
    Tensor v = Tensor.matrix(new double[][] {{3, 4, 5}, {6, 7, 8}});
    Tensor s = Tensor.scalar(3);
    Linearization at = Finite.with().linearize(f, u, v, s);

    Tensor[] tangents =
        at.pushforward(
            Tensor.vector(1, -1), Tensor.matrix(new double[][] {{1, 0, 0}, {0, 1, 0}}), s);
    // u̇ V + u V̇ = (−3, −3, −3) + (1, 2, 0);  s² u̇ + 2 s ṡ u = (9, −9) + 18 (1, 2).
    assertArrayEquals(new double[] {-2, -1, -3}, tangents[0].toArray(), 30 * CENTRAL);
    assertArrayEquals(new double[] {27, 27}, tangents[1].toArray(), 30 * CENTRAL);

    Tensor[] cotangents = at.pullback(Tensor.vector(1, 0, 2), Tensor.vector(1, -1));
    // V (1, 0, 2) + s² (1, −1);  u ⊗ (1, 0, 2);  2 s ⟨u, (1, −1)⟩.
    assertArrayEquals(new double[] {13 + 9, 22 - 9}, cotangents[0].toArray(), 30 * CENTRAL);
    assertArrayEquals(new double[] {1, 0, 2, 2, 0, 4}, cotangents[1].toArray(), 30 * CENTRAL);
    assertEquals(v.shape(), cotangents[1].shape());
    assertEquals(-6, cotangents[2].item(), 30 * CENTRAL);
    assertEquals(0, cotangents[2].rank());
  }

  @Test
  void batchesGiveTheRowsOfSingleCalls() {
    MultiFunction f = z -> new Tensor[] {z[0].sin().times(z[1]), z[1].exp()};
    Linearization at = Finite.with().linearize(f, Tensor.vector(1, 2), Tensor.scalar(0.5));
    Tensor[] pushed =
        at.pushforwardBatch(
            Tensor.matrix(new double[][] {{1, 0}, {0, 1}, {0, 0}}), Tensor.vector(0, 0, 1));
    double c1 = 0.5 * Math.cos(1);
    double c2 = 0.5 * Math.cos(2);
    double[] byFirst = {c1, 0, 0, c2, Math.sin(1), Math.sin(2)};
    assertArrayEquals(byFirst, pushed[0].toArray(), CENTRAL);
    assertArrayEquals(new double[] {0, 0, Math.exp(0.5)}, pushed[1].toArray(), CENTRAL);

    Tensor[] pulled =
        at.pullbackBatch(
            Tensor.matrix(new double[][] {{1, 0}, {0, 1}, {0, 0}}), Tensor.vector(0, 0, 1));
    assertArrayEquals(new double[] {c1, 0, 0, c2, 0, 0}, pulled[0].toArray(), CENTRAL);
    double[] bySecond = {Math.sin(1), Math.sin(2), Math.exp(0.5)};
    assertArrayEquals(bySecond, pulled[1].toArray(), CENTRAL);
  }

  @Test
  void opaqueFunctionsAreDifferentiatedAsTheyAre() {
    OpaqueFunction product = OpaqueFunction.scalar(a -> a[0] * a[1] * a[1]);
    Linearization at =
        Finite.with().linearize(z -> new Tensor[] {product.apply(z[0])}, Tensor.vector(2, 3));
    assertArrayEquals(
        new double[] {9, 12}, at.pullback(Tensor.scalar(1))[0].toArray(), 18 * CENTRAL);
    assertEquals(21, at.pushforward(Tensor.vector(1, 1))[0].item(), 18 * CENTRAL);
  }
}
