package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.ShapeMismatchException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Empty tensors, zeros, what is not finite, and what does not fit. */
class EdgesTest {
  /** Ten times the error of a central difference, see {@link FirstDerivativesTest}. */
  private static final double CENTRAL = 7e-10;

  private static final Tensor NONE = Tensor.zeros(0);

  @Test
  void aPointWithoutCoordinatesHasZeroTangentsAndEmptyCotangents() {
    Linearization at = Finite.with().linearize(z -> new Tensor[] {z[0].sum().plus(2), z[0]}, NONE);
    assertEquals(2, at.values()[0].item());
    Tensor[] tangents = at.pushforward(NONE);
    assertEquals(Tensor.scalar(0), tangents[0]);
    assertEquals(NONE, tangents[1]);
    assertEquals(NONE, at.pullback(Tensor.scalar(1), NONE)[0]);
    assertEquals(Shape.of(3, 0), at.pullbackBatch(Tensor.ones(3), Tensor.zeros(3, 0))[0].shape());
  }

  @Test
  void aFunctionWithoutInputsIsConstant() {
    Linearization at = Finite.with().linearize(z -> new Tensor[] {Tensor.vector(1, 2)});
    assertEquals(Tensor.vector(0, 0), at.pushforward()[0]);
    assertEquals(0, at.pullback(Tensor.vector(1, 1)).length);
  }

  @Test
  void anEmptyInputBesideAnotherIsLeftAlone() {
    Linearization at =
        Finite.with()
            .linearize(z -> new Tensor[] {z[0].sum().plus(z[1].square())}, NONE, Tensor.scalar(3));
    assertEquals(12, at.pushforward(NONE, Tensor.scalar(2))[0].item(), 9 * CENTRAL);
    Tensor[] cotangents = at.pullback(Tensor.scalar(1));
    assertEquals(NONE, cotangents[0]);
    assertEquals(6, cotangents[1].item(), 9 * CENTRAL);
  }

  @Test
  void anEmptyResultHasAnEmptyTangentAndPullsBackToZero() {
    Linearization at =
        Finite.with().linearize(z -> new Tensor[] {z[0].slice(0, 0, 0)}, Tensor.vector(1, 2));
    assertEquals(NONE, at.pushforward(Tensor.vector(1, 1))[0]);
    assertEquals(Tensor.vector(0, 0), at.pullback(NONE)[0]);
  }

  @Test
  void aZeroTangentGivesExactlyZeroEvenWhereTheValueIsInfinite() {
    Linearization at = Finite.with().linearize(z -> new Tensor[] {z[0].log()}, Tensor.scalar(0));
    assertEquals(Double.NEGATIVE_INFINITY, at.values()[0].item());
    assertEquals(Tensor.scalar(0), at.pushforward(Tensor.scalar(0))[0]);
  }

  @Test
  void aResultThatDoesNotDependOnTheInputHasDerivativeZero() {
    Linearization at =
        Finite.with().linearize(z -> new Tensor[] {Tensor.scalar(5)}, Tensor.vector(1, 2));
    assertEquals(Tensor.scalar(0), at.pushforward(Tensor.vector(1, 1))[0]);
    assertEquals(Tensor.vector(0, 0), at.pullback(Tensor.scalar(1))[0]);
  }

  @Test
  void aCoordinateThatDoesNotMoveTakesNoPart() {
    MultiFunction f = z -> new Tensor[] {z[0].get(0).square().plus(z[0].get(1).exp())};
    for (double still : new double[] {Double.NEGATIVE_INFINITY, -800}) {
      Linearization at = Finite.with().linearize(f, Tensor.vector(3, still));
      assertEquals(6, at.pushforward(Tensor.vector(1, 0))[0].item(), 9 * CENTRAL);
      assertEquals(6, at.pullback(Tensor.scalar(1))[0].get(0).item(), 9 * CENTRAL);
    }
  }

  @Test
  void aCoordinateThatIsNotANumberAndNotUsedDoesNoHarm() {
    Linearization at =
        Finite.with()
            .linearize(z -> new Tensor[] {z[0].get(0).square()}, Tensor.vector(3, Double.NaN));
    assertEquals(6, at.pushforward(Tensor.vector(1, 0))[0].item(), 9 * CENTRAL);
    assertEquals(6, at.pullback(Tensor.scalar(1))[0].get(0).item(), 9 * CENTRAL);
  }

  @Test
  void notANumberPassesIntoTheDerivativesItIsUsedFor() {
    MultiFunction f = z -> new Tensor[] {z[0].get(0).log().plus(z[0].get(1))};
    Linearization at = Finite.with().linearize(f, Tensor.vector(0, 1));
    // At 0 the lower point is outside the domain; the other quotient is −∞ − (−∞).
    assertArrayEquals(
        new double[] {Double.NaN, Double.NaN}, at.pullback(Tensor.scalar(1))[0].toArray());
    Linearization inside = Finite.with().linearize(f, Tensor.vector(Double.NaN, 1));
    assertTrue(Double.isNaN(inside.pushforward(Tensor.vector(1, 0))[0].item()));
    Linearization fine = Finite.with().linearize(f, Tensor.vector(2, 1));
    assertTrue(Double.isNaN(fine.pushforward(Tensor.vector(Double.NaN, 0))[0].item()));
    assertTrue(
        Double.isNaN(fine.pushforward(Tensor.vector(Double.POSITIVE_INFINITY, 0))[0].item()));
  }

  @Test
  void whatDoesNotFitIsRefusedWithBothShapes() {
    Linearization at =
        Finite.with().linearize(z -> new Tensor[] {z[0].sum()}, Tensor.vector(1, 2), NONE);
    assertEquals(
        "finite: pushforward: tangents of shapes [[]] for inputs of shapes [[2], [0]]; give one"
            + " tangent for each input, shaped like it",
        message(() -> at.pushforward(Tensor.scalar(1))));
    assertEquals(
        "finite: pullback: cotangents of shapes [[2]] for results of shapes [[]]; give one"
            + " cotangent for each result, shaped like it",
        message(() -> at.pullback(Tensor.vector(1, 2))));
    assertEquals(
        "finite: pullback: cotangents of shapes [[]] for results of shapes [[]]; give one"
            + " cotangent for each result, shaped like it behind one common leading axis",
        message(() -> at.pullbackBatch(Tensor.scalar(1))));
  }

  private static String message(Runnable call) {
    return assertThrows(ShapeMismatchException.class, call::run).getMessage();
  }
}
