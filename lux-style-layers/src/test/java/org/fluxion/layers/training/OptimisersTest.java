package org.fluxion.layers.training;

import static org.fluxion.layers.training.Trees.GRADIENTS;
import static org.fluxion.layers.training.Trees.PS;
import static org.fluxion.layers.training.Trees.assertTree;
import static org.fluxion.layers.training.Trees.tree;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference values: the formulas of the papers in Python, with mpmath and 50 digits. */
class OptimisersTest {
  private static final WeightDecay WEIGHTS_ALONE =
      WeightDecay.of(0.5).where(path -> path.endsWith("weight"));

  private static Updated steps(int count, GradientOptimiser optimiser) {
    Updated now = new Updated(PS, optimiser.initialState(PS));
    for (int i = 0; i < count; i++) {
      now = optimiser.update(now.ps(), GRADIENTS[i], now.state());
    }
    assertEquals(count, now.state().step());
    return now;
  }

  private static Parameters after(int count, GradientOptimiser optimiser) {
    return steps(count, optimiser).ps();
  }

  @Test
  void sgdFollowsTheGradient() {
    Sgd sgd = new Sgd(0.1);
    assertTree(0.95, -1.85, 0.475, after(1, sgd));
    assertTree(0.875, -2.1, 0.75, after(3, sgd));
    assertEquals(Parameters.empty(), steps(3, sgd).state().memory());
  }

  @Test
  void sgdWithMomentumFollowsTheVelocity() {
    Sgd sgd = new Sgd(0.1, 0.9);
    assertTree(0.95, -1.85, 0.475, after(1, sgd));
    assertTree(0.93, -1.915, 0.4275, after(2, sgd));
    assertTree(0.812, -2.0235, 0.68475, after(3, sgd));
    assertTree(1.18, 1.085, -2.5725, steps(3, sgd).state().memory().at("velocity"));
  }

  @Test
  void sgdAfterNesterovLooksAhead() {
    Sgd sgd = new Sgd(Schedule.constant(0.1), 0.9, true);
    assertTree(0.905, -1.715, 0.4525, after(1, sgd));
    assertTree(0.912, -1.9735, 0.38475, after(2, sgd));
    assertTree(0.7058, -2.12115, 0.916275, after(3, sgd));
  }

  /** On ½ a x² momentum is the recurrence x″ = (1 + μ − η a) x′ − μ x, here with rational terms. */
  @Test
  void momentumOnAParabolaIsALinearRecurrence() {
    Sgd sgd = new Sgd(0.5, 0.25);
    Updated now = new Updated(tree(1, 0, 0), sgd.initialState(PS));
    double before = 1;
    double x = 1;
    for (int i = 0; i < 20; i++) {
      now = sgd.update(now.ps(), now.ps(), now.state());
      double next = (1 + 0.25 - 0.5) * x - 0.25 * before;
      // The first step has no velocity yet, as if the one before had not moved.
      before = x;
      x = next;
      assertTree(x, 0, 0, now.ps());
    }
  }

  @Test
  void adamTakesTheStepsOfThePaper() {
    Adam adam = new Adam(0.1);
    assertTree(0.900000002, -1.9000000006666666, 0.40000000399999985, after(1, adam));
    assertTree(0.05, -0.15, 0.025, steps(1, adam).state().memory().at("m"));
    assertTree(0.00025, 0.00225, 6.25e-05, steps(1, adam).state().memory().at("v"));
    assertTree(0.8733662987078462, -1.9193510414708577, 0.3000000079999997, after(2, adam));
    assertTree(0.8075551396770896, -1.9465549485222646, 0.354402345191139, after(3, adam));
    assertTree(0.118, 0.1085, -0.25725, steps(3, adam).state().memory().at("m"));
    assertTree(
        0.00131193775, 0.00649150225, 0.0091248125625, steps(3, adam).state().memory().at("v"));
  }

  @Test
  void adamUsesAllOfItsNumbersAndLeavesParametersWithoutGradientAlone() {
    Adam adam = new Adam(Schedule.constant(0.01), 0.8, 0.9, 1e-3);
    Updated one = adam.update(PS, tree(0.5, -1.5, 0), adam.initialState(PS));
    assertTree(0.9900199600798403, -1.9900066622251833, 0.5, one.ps());
    Updated two = adam.update(one.ps(), tree(-0.25, 2, 0), one.state());
    assertTree(0.9878831712484396, -1.9925010957894165, 0.5, two.ps());
    assertTree(0.03, 0.16, 0, two.state().memory().at("m"));
    assertTree(0.02875, 0.6025, 0, two.state().memory().at("v"));
  }

  @Test
  void adamsNumbersAreThoseOfThePaper() {
    Schedule rate = Schedule.constant(0.001);
    assertEquals(new Adam(rate, 0.9, 0.999, 1e-8), new Adam(rate));
  }

  @Test
  void adamWShrinksTheMaskedParametersBesideTheStep() {
    AdamW adam = new AdamW(0.1, WEIGHTS_ALONE);
    assertTree(0.850000002, -1.8000000006666668, 0.40000000399999985, after(1, adam));
    assertTree(0.7808662986078462, -1.7293510414375244, 0.3000000079999997, after(2, adam));
    assertTree(0.6760118246466973, -1.670087396417055, 0.354402345191139, after(3, adam));
    assertEquals(after(3, new Adam(0.1)), after(3, new AdamW(0.1, WeightDecay.none())));
  }

  @Test
  void rmsPropDividesByTheRootMeanSquare() {
    RmsProp rmsProp = new RmsProp(0.1);
    assertTree(0.6837722539831608, -1.6837722406498286, 0.18377227398315701, after(1, rmsProp));
    assertTree(0.8312142014424063, -1.9414348878906589, -0.04564343883477511, after(2, rmsProp));
    assertTree(0.5493562793036686, -2.0078218424574037, 0.2687232801423875, after(3, rmsProp));
    assertTree(0.125875, 0.56725, 0.9106875, steps(3, rmsProp).state().memory().at("v"));
  }

  @Test
  void lionTakesStepsOfOneSize() {
    Lion lion = new Lion(0.1);
    assertTree(0.9, -1.9, 0.4, after(1, lion));
    assertTree(1, -2, 0.3, after(2, lion));
    assertTree(0.9, -2.1, 0.4, after(3, lion));
    assertTree(0.0124255, 0.0100985, -0.02507475, steps(3, lion).state().memory().at("m"));
  }

  @Test
  void lionShrinksTheMaskedParameters() {
    Lion lion = new Lion(Schedule.constant(0.1), 0.9, 0.99, WEIGHTS_ALONE);
    assertTree(0.85, -1.8, 0.4, after(1, lion));
    assertTree(0.9075, -1.81, 0.3, after(2, lion));
    assertTree(0.762125, -1.8195, 0.4, after(3, lion));
  }

  @Test
  void l2PenaltyGoesThroughTheGradient() {
    GradientOptimiser sgd = new Sgd(0.1).after(GradientTransform.l2(WEIGHTS_ALONE));
    assertTree(0.9, -1.75, 0.475, after(1, sgd));
    assertTree(0.736, -1.819375, 0.75, after(3, sgd));
  }

  static List<GradientOptimiser> all() {
    Schedule half = Schedule.stepped(0.5, 0.5, 1);
    return List.of(
        new Sgd(half, 0, false),
        new Sgd(half, 0.9, true),
        new Adam(half),
        new AdamW(new Adam(half), WEIGHTS_ALONE),
        new RmsProp(half, 0.9, 1e-8),
        new Lion(half, 0.9, 0.99, WEIGHTS_ALONE),
        new Adam(half).after(GradientTransform.clipByGlobalNorm(1)));
  }

  /** Adam's correction for a start at 0 depends on the step as well. */
  static List<GradientOptimiser> withoutCorrection() {
    return all().stream().filter(o -> !o.toString().contains("Adam")).toList();
  }

  /** With half the rate, from the same state, the parameters move half as far. */
  @ParameterizedTest
  @MethodSource("withoutCorrection")
  void theRateIsThatOfTheStepInTheState(GradientOptimiser optimiser) {
    OptimiserState first = optimiser.initialState(PS);
    Parameters moved = optimiser.update(PS, GRADIENTS[0], first).ps().zip(PS, Tensor::minus);
    OptimiserState second = new OptimiserState(1, first.memory());
    Parameters again = optimiser.update(PS, GRADIENTS[0], second).ps().zip(PS, Tensor::minus);
    Trees.assertClose(moved.flatten().times(0.5), again.flatten(), 1e-10);
  }

  @ParameterizedTest
  @MethodSource("all")
  void stateHasTheSameStructureAfterAnyStep(GradientOptimiser optimiser) {
    Parameters before = optimiser.initialState(PS).memory();
    Parameters after = steps(3, optimiser).state().memory();
    assertEquals(before.paths(), after.paths());
    assertEquals(
        before.tensors().stream().map(Tensor::shape).toList(),
        after.tensors().stream().map(Tensor::shape).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingThatIsGivenChanges(GradientOptimiser optimiser) {
    OptimiserState state = optimiser.initialState(PS);
    optimiser.update(PS, GRADIENTS[0], state);
    assertEquals(tree(1, -2, 0.5), PS);
    assertEquals(tree(0.5, -1.5, 0.25), GRADIENTS[0]);
    assertEquals(optimiser.initialState(PS), state);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aGradientOfAnotherModelIsRefused(GradientOptimiser optimiser) {
    OptimiserState state = optimiser.initialState(PS);
    // Clipped by its global norm, a gradient keeps its structure.
    Parameters other = Parameters.of(Map.of("bias", Tensor.zeros(2)));
    String paths =
        assertThrows(FluxionException.class, () -> optimiser.update(PS, other, state)).getMessage();
    assertEquals(
        ": the parameters are [layer_1.weight, scale], but the gradient has [bias]; both belong to"
            + " the same model",
        paths.substring(paths.indexOf(':')));
  }

  @Test
  void aGradientThatWouldBroadcastIsRefused() {
    Parameters broadcast =
        Parameters.of(Map.of("layer_1", Parameters.of(Map.of("weight", Tensor.zeros(1, 1)))));
    Parameters ps = Parameters.of(Map.of("layer_1", PS.at("layer_1")));
    Adam adam = new Adam(0.1);
    assertEquals(
        "Adam: layer_1.weight has shape [1, 2], but in the gradient it has [1, 1]",
        assertThrows(
                ShapeMismatchException.class,
                () -> adam.update(ps, broadcast, adam.initialState(ps)))
            .getMessage());
  }

  @Test
  void theStateOfAnotherModelOrOptimiserIsRefused() {
    Adam adam = new Adam(0.1);
    Parameters other = Parameters.of(Map.of("bias", Tensor.zeros(2)));
    assertEquals(
        "Adam: the parameters are [layer_1.weight, scale], but the state has [bias]; both belong"
            + " to the same model",
        assertThrows(StructureException.class, () -> adam.update(PS, PS, adam.initialState(other)))
            .getMessage());
    assertEquals(
        "RmsProp: the state remembers [m, v], expected [v]; it belongs to another optimiser",
        assertThrows(
                StructureException.class,
                () -> new RmsProp(0.1).update(PS, PS, adam.initialState(PS)))
            .getMessage());
  }

  /** Adam's first step is lr · g / (|g| + ε), whose derivative for g > 0 is lr · ε / (g + ε)². */
  @Test
  void anUpdateCanBeDifferentiated() {
    Adam adam = new Adam(Schedule.constant(0.5), 0.9, 0.999, 2);
    Tensor slope =
        Derivatives.gradient(
            Backends.named("mixed"),
            g -> adam.update(PS, PS.unflatten(g), adam.initialState(PS)).ps().flatten().sum(),
            Tensor.vector(1, 2, 3));
    Trees.assertClose(Tensor.vector(-1.0 / 9, -1.0 / 16, -1.0 / 25), slope, 1e-10);
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void ratesAndEpsilonArePositive(double bad) {
    String end = " must be positive and finite, given " + bad;
    assertRefused("Schedule.constant: rate" + end, () -> new Sgd(bad));
    Schedule rate = Schedule.constant(1);
    assertRefused("Adam: epsilon" + end, () -> new Adam(rate, 0.9, 0.999, bad));
    assertRefused("RmsProp: epsilon" + end, () -> new RmsProp(rate, 0.9, bad));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void whatIsKeptIsAFraction(double bad) {
    String end = " must be in [0, 1), given " + bad;
    Schedule rate = Schedule.constant(1);
    assertRefused("Sgd: momentum" + end, () -> new Sgd(0.1, bad));
    assertRefused("Adam: beta1" + end, () -> new Adam(rate, bad, 0.9, 1));
    assertRefused("Adam: beta2" + end, () -> new Adam(rate, 0.9, bad, 1));
    assertRefused("RmsProp: rho" + end, () -> new RmsProp(rate, bad, 1));
    assertRefused("Lion: beta1" + end, () -> new Lion(rate, bad, 0.9, WEIGHTS_ALONE));
    assertRefused("Lion: beta2" + end, () -> new Lion(rate, 0.9, bad, WEIGHTS_ALONE));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused("Adam: learningRate is null", () -> new Adam((Schedule) null));
    assertRefused("AdamW: decay is null", () -> new AdamW(0.1, null));
    assertRefused("OptimiserState: memory is null", () -> new OptimiserState(0, null));
    assertRefused("Updated: ps is null", () -> new Updated(null, new OptimiserState(0, PS)));
    assertRefused("GradientOptimiser.after: transform is null", () -> new Sgd(1).after(null));
    assertRefused(
        "OptimiserState: step must be at least 0, given -1", () -> new OptimiserState(-1, PS));
    assertRefused(
        "WeightDecay: rate must be at least 0 and finite, given -1.0", () -> WeightDecay.of(-1));
  }
}
