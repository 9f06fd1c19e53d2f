package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenseTest {
  private static final Parameters PS =
      Parameters.of(
          Map.of(
              "weight", Tensor.matrix(new double[][] {{1, -2}, {3, 4}, {-5, 6}}),
              "bias", Tensor.vector(10, -20)));
  private static final Dense LINEAR = new Dense(3, 2);

  private static Tensor y(Dense layer, Tensor x) {
    return layer.apply(x, PS, State.empty()).y();
  }

  @Test
  void multipliesRowsByTheWeightAndAddsTheBias() {
    Tensor x = Tensor.matrix(new double[][] {{1, 2, 3}, {0, -1, 0.5}});
    assertClose(Tensor.matrix(new double[][] {{2, 4}, {4.5, -21}}), y(LINEAR, x));
  }

  @Test
  void appliesTheActivationAfterTheBias() {
    Tensor x = Tensor.matrix(new double[][] {{1, 2, 3}, {0, -1, 0.5}});
    assertClose(
        Tensor.matrix(new double[][] {{2, 4}, {4.5, 0}}), y(new Dense(3, 2, Activation.RELU), x));
  }

  @Test
  void takesOneSampleWithoutABatchAxis() {
    assertClose(Tensor.vector(2, 4), y(LINEAR, Tensor.vector(1, 2, 3)));
  }

  @Test
  void takesAnyNumberOfLeadingAxes() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 0, -1, 0.5}, 2, 1, 1, 3);
    assertClose(Tensor.of(new double[] {2, 4, 4.5, -21}, 2, 1, 1, 2), y(LINEAR, x));
  }

  @Test
  void takesABatchWithoutSamples() {
    assertShape(y(LINEAR, Tensor.zeros(0, 3)), 0, 2);
  }

  @Test
  void hasNoStateAndReturnsTheOneItGot() {
    State st = LINEAR.initialState(new SplittableRandom(1));
    assertEquals(State.empty(), st);
    assertSame(st, LINEAR.apply(Tensor.zeros(3), PS, st).st());
  }

  @Test
  void startsGlorotUniformWithBiasZero() {
    Parameters ps = new Dense(2, 3, Activation.TANH).initialParameters(new SplittableRandom(0));
    assertEquals(List.of("weight", "bias"), ps.paths());
    assertEquals(
        Initialisers.glorotUniform().initialise(new SplittableRandom(0), 2, 3, 2, 3),
        ps.tensor("weight"));
    assertEquals(Tensor.zeros(3), ps.tensor("bias"));
  }

  @Test
  void startsWithOtherInitialisersIfGiven() {
    Dense layer =
        new Dense(
            2,
            3,
            Activation.RELU,
            Initialisers.constant(7),
            (rng, in, out, shape) -> Tensor.full(10.0 * in + out, shape));
    Parameters ps = layer.initialParameters(new SplittableRandom(0));
    assertEquals(Tensor.full(7, 2, 3), ps.tensor("weight"));
    assertEquals(Tensor.full(23, 3), ps.tensor("bias"));
  }

  @Test
  void isEqualToALayerWithTheSameDescription() {
    assertEquals(new Dense(3, 2, Activation.IDENTITY), LINEAR);
    assertNotEquals(new Dense(3, 2, Activation.TANH), LINEAR);
  }

  /** The tolerance is that of central differences. */
  @ParameterizedTest
  @EnumSource
  void hasTheDerivativesOfItsValuesInInputAndParameters(Activation activation) {
    Dense layer = new Dense(3, 2, activation);
    SplittableRandom rng = new SplittableRandom(5);
    Parameters ps = layer.initialParameters(rng).with("bias", Tensor.vector(0.3, -0.7));
    Tensor x = Initialisers.glorotNormal().initialise(rng, 1, 1, 4, 3);
    UnaryOperator<Tensor> ofInput = z -> layer.apply(z, ps, State.empty()).y();
    Tensor dx = Initialisers.glorotNormal().initialise(rng, 1, 1, 4, 3);
    assertClose(
        ForwardMode.differences(ofInput, x, dx), ForwardMode.pushforward(ofInput, x, dx), 1e-8);
    UnaryOperator<Tensor> ofParameters =
        flat -> layer.apply(x, ps.unflatten(flat), State.empty()).y();
    Tensor at = ps.flatten();
    Tensor direction = Initialisers.glorotNormal().initialise(rng, 1, 1, at.size());
    assertClose(
        ForwardMode.differences(ofParameters, at, direction),
        ForwardMode.pushforward(ofParameters, at, direction),
        1e-8);
  }

  @Test
  void refusesAnInputWithAnotherNumberOfFeatures() {
    assertRefused(
        "Dense(3 -> 2): x has shape [3, 4]; its last axis must have length 3",
        Tensor.zeros(3, 4),
        PS);
    assertRefused(
        "Dense(3 -> 2): x has shape []; its last axis must have length 3", Tensor.scalar(1), PS);
  }

  @Test
  void refusesTheParametersOfAnotherLayer() {
    Tensor x = Tensor.zeros(4, 3);
    assertRefused(
        "Dense(3 -> 2): weight has shape [2, 3], expected [3, 2]; are these the parameters of"
            + " another layer?",
        x,
        Parameters.of(Map.of("weight", Tensor.zeros(2, 3), "bias", Tensor.zeros(2))));
    assertRefused(
        "Dense(3 -> 2): bias has shape [1], expected [2]; are these the parameters of another"
            + " layer?",
        x,
        Parameters.of(Map.of("weight", Tensor.zeros(3, 2), "bias", Tensor.zeros(1))));
  }

  private static void assertRefused(String message, Tensor x, Parameters ps) {
    var error =
        assertThrows(ShapeMismatchException.class, () -> LINEAR.apply(x, ps, State.empty()));
    assertEquals(message, error.getMessage());
  }

  @Test
  void refusesToBeWithoutFeatures() {
    var error = assertThrows(FluxionException.class, () -> new Dense(0, 2));
    assertEquals(
        "Dense(0 -> 2): numbers of features must be at least 1; leave the layer out instead",
        error.getMessage());
    assertThrows(FluxionException.class, () -> new Dense(2, -1));
  }
}
