package org.fluxion.layers;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of the first tests are from Python's math module. */
class ActivationTest {
  private static final Tensor X = Tensor.vector(-2, -0.5, 0, 1, 3);
  private static final double[] EXTREMES = {-800, -40, -2, -0.5, 1.5, 40, 800};

  @Test
  void identityChangesNothing() {
    assertClose(X, Activation.IDENTITY.apply(X));
  }

  @Test
  void tanhHasItsValues() {
    assertClose(
        Tensor.vector(
            -0.9640275800758169, -0.46211715726000974, 0, 0.7615941559557649, 0.9950547536867305),
        Activation.TANH.apply(X));
  }

  @Test
  void reluKeepsThePositivePart() {
    assertClose(Tensor.vector(0, 0, 0, 1, 3), Activation.RELU.apply(X));
  }

  @Test
  void geluIsTheExactOneAndNotItsApproximationByTanh() {
    // By tanh the last element would be 2.9963626…
    assertClose(
        Tensor.vector(
            -0.04550026389635839, -0.15426876936299344, 0, 0.8413447460685429, 2.99595030590511),
        Activation.GELU.apply(X));
  }

  @Test
  void sigmoidHasItsValues() {
    assertClose(
        Tensor.vector(
            0.11920292202211755, 0.3775406687981454, 0.5, 0.7310585786300049, 0.9525741268224334),
        Activation.SIGMOID.apply(X));
  }

  /**
   * To 1e-10 of the number itself, however small it is; below 1e-25, which no sum of ordinary
   * numbers notices, to 1e-25.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "activations.csv", numLinesToSkip = 1)
  void isAccurateToSecondOrderFromMinusToPlus800(ArgumentsAccessor row) {
    Activation activation = Activation.valueOf(row.getString(0));
    for (int i = 0; i < EXTREMES.length; i++) {
      Tensor x = Tensor.scalar(EXTREMES[i]);
      for (String spec : new String[] {"forward", "reverse"}) {
        var backend = Backends.named(spec);
        double given =
            switch (row.getString(1)) {
              case "value" -> activation.apply(x).item();
              case "first" -> derivative(backend, activation::apply, x).item();
              default -> secondDerivative(backend, activation::apply, x).item();
            };
        double expected = row.getDouble(i + 2);
        double tolerance = 1e-10 * Math.abs(expected) + 1e-25;
        assertEquals(expected, given, tolerance, activation + " at " + EXTREMES[i] + " " + spec);
      }
    }
  }

  @Test
  void everyActivationIsInTheTable() throws IOException {
    try (InputStream table = ActivationTest.class.getResourceAsStream("activations.csv")) {
      String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
      for (Activation activation : Activation.values()) {
        assertTrue(text.contains("\n" + activation + ", second,"), activation + " is missing");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RELU, 0, 0",
    "LEAKY_RELU, 0, 0.01",
    "ELU, 0, 1",
    "SELU, 0, 1.7580993408473766",
    "HARD_TANH, -1, 0.5",
    "HARD_TANH, 1, 0.5",
    "SOFTSIGN, 0, 1"
  })
  void hasTheStatedDerivativeAtAKink(Activation activation, double x, double expected) {
    for (String spec : new String[] {"forward", "reverse"}) {
      Tensor given = derivative(Backends.named(spec), activation::apply, x);
      assertEquals(expected, given.item(), 1e-15, spec);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isALayerWithoutParametersAndState(Activation activation) {
    SplittableRandom rng = new SplittableRandom(1);
    assertEquals(Parameters.empty(), activation.initialParameters(rng));
    State st = activation.initialState(rng);
    Applied applied = activation.apply(X, Parameters.empty(), st);
    assertSame(st, applied.st());
    assertClose(activation.apply(X), applied.y());
  }
}
