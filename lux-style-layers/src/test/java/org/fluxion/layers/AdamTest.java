package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference values: the algorithm of the paper in Python's decimal arithmetic with 50 digits. */
class AdamTest {
  private static final Parameters PS = tree(1, -2, 0.5);

  private static Parameters tree(double first, double second, double third) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layer_1", Map.of("weight", Tensor.of(new double[] {first, second}, 1, 2)));
    map.put("scale", Tensor.scalar(third));
    return Parameters.of(map);
  }

  private static void assertTree(double first, double second, double third, Parameters actual) {
    assertEquals(PS.paths(), actual.paths());
    assertClose(Tensor.vector(first, second, third), actual.flatten());
  }

  @Test
  void itsFirstStepsAreThoseOfThePaper() {
    Adam adam = new Adam(0.1);
    var one = adam.update(PS, tree(0.5, -1.5, 0.25), adam.initialState(PS));
    assertTree(0.900000002, -1.9000000006666666, 0.40000000399999985, one.ps());
    assertTree(0.05, -0.15, 0.025, one.state().m());
    assertTree(0.00025, 0.00225, 6.25e-05, one.state().v());
    var two = adam.update(one.ps(), tree(-0.25, 2.0, 0.25), one.state());
    assertTree(0.8733662987078462, -1.9193510414708577, 0.3000000079999997, two.ps());
    var three = adam.update(two.ps(), tree(1.0, 0.5, -3.0), two.state());
    assertTree(0.8075551396770896, -1.9465549485222646, 0.354402345191139, three.ps());
    assertTree(0.118, 0.1085, -0.25725, three.state().m());
    assertTree(0.00131193775, 0.00649150225, 0.0091248125625, three.state().v());
    assertEquals(3, three.state().step());
  }

  @Test
  void usesAllOfItsNumbersAndLeavesParametersWithoutGradientAlone() {
    Adam adam = new Adam(0.01, 0.8, 0.9, 1e-3);
    var one = adam.update(PS, tree(0.5, -1.5, 0), adam.initialState(PS));
    assertTree(0.9900199600798403, -1.9900066622251833, 0.5, one.ps());
    var two = adam.update(one.ps(), tree(-0.25, 2.0, 0), one.state());
    assertTree(0.9878831712484396, -1.9925010957894165, 0.5, two.ps());
    assertTree(0.03, 0.16, 0, two.state().m());
    assertTree(0.02875, 0.6025, 0, two.state().v());
  }

  @Test
  void startsWithoutStepsAndWithMeansOfZero() {
    AdamState state = new Adam(0.1).initialState(PS);
    assertEquals(new AdamState(0, tree(0, 0, 0), tree(0, 0, 0)), state);
  }

  @Test
  void defaultsAreThoseOfThePaper() {
    assertEquals(new Adam(0.001, 0.9, 0.999, 1e-8), new Adam(0.001));
  }

  @Test
  void changesNothingItIsGiven() {
    Adam adam = new Adam(0.1);
    AdamState state = adam.initialState(PS);
    Parameters gradient = tree(1, 2, 3);
    adam.update(PS, gradient, state);
    assertEquals(tree(1, -2, 0.5), PS);
    assertEquals(tree(1, 2, 3), gradient);
    assertEquals(adam.initialState(PS), state);
  }

  /** The first step is lr · g / (|g| + ε), whose derivative for g > 0 is lr · ε / (g + ε)². */
  @Test
  void canBeDifferentiated() {
    Adam adam = new Adam(0.5, 0.9, 0.999, 2);
    Tensor slope =
        ForwardMode.pushforward(
            g -> adam.update(PS, PS.unflatten(g), adam.initialState(PS)).ps().flatten(),
            Tensor.vector(1, 2, 3),
            Tensor.ones(3));
    assertClose(Tensor.vector(-1.0 / 9, -1.0 / 16, -1.0 / 25), slope);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesALearningRateThatIsNotPositiveAndFinite(double rate) {
    assertRefused(
        "Adam: learningRate must be positive and finite, given " + rate, () -> new Adam(rate));
    assertRefused(
        "Adam: epsilon must be positive and finite, given " + rate,
        () -> new Adam(0.1, 0.9, 0.999, rate));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesDecayOutsideOfItsRange(double beta) {
    assertRefused(
        "Adam: beta1 must be in [0, 1), given " + beta, () -> new Adam(0.1, beta, 0.999, 1e-8));
    assertRefused(
        "Adam: beta2 must be in [0, 1), given " + beta, () -> new Adam(0.1, 0.9, beta, 1e-8));
  }

  @Test
  void refusesANegativeStep() {
    assertRefused(
        "AdamState: step must not be negative, given -1", () -> new AdamState(-1, PS, PS));
  }

  @Test
  void refusesAGradientOfAnotherModel() {
    Adam adam = new Adam(0.1);
    AdamState state = adam.initialState(PS);
    Parameters other = Parameters.of(Map.of("bias", Tensor.zeros(2)));
    var paths = assertThrows(StructureException.class, () -> adam.update(PS, other, state));
    assertEquals(
        "Adam: the parameters are [layer_1.weight, scale], but the gradient has [bias]; both belong"
            + " to the same model",
        paths.getMessage());
    // It would broadcast to the right shape.
    Map<String, Object> column = new LinkedHashMap<>();
    column.put("layer_1", Map.of("weight", Tensor.zeros(1, 1)));
    column.put("scale", Tensor.scalar(0));
    Parameters broadcast = Parameters.of(column);
    var shapes =
        assertThrows(ShapeMismatchException.class, () -> adam.update(PS, broadcast, state));
    assertEquals(
        "Adam: layer_1.weight has shape [1, 2], but in the gradient it has [1, 1]",
        shapes.getMessage());
  }

  @Test
  void refusesTheStateOfAnotherModel() {
    Adam adam = new Adam(0.1);
    Parameters other = Parameters.of(Map.of("bias", Tensor.zeros(2)));
    for (AdamState state : List.of(new AdamState(0, other, PS), new AdamState(0, PS, other))) {
      var error = assertThrows(StructureException.class, () -> adam.update(PS, PS, state));
      assertEquals(
          "Adam: the parameters are [layer_1.weight, scale], but the state has [bias]; both belong"
              + " to the same model",
          error.getMessage());
    }
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
