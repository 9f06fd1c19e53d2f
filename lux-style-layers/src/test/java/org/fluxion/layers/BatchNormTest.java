package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The numbers were computed with 60 digits from the formulas in the layer's documentation by
 * Python's mpmath 1.3.0, gradients by central differences of step 1e-20.
 */
class BatchNormTest {
  private static final BatchNorm NORM = new BatchNorm(2);
  private static final Tensor X =
      Tensor.matrix(new double[][] {{0.5, -1.25}, {2, 0.75}, {-0.5, 1.5}, {3, -2}});
  private static final Tensor C =
      Tensor.matrix(new double[][] {{1, -2}, {0.5, 3}, {-1.5, 0.25}, {2, -0.75}});
  private static final Parameters PS =
      Sloped.parameters("scale", Tensor.vector(1.5, -0.5), "bias", Tensor.vector(0.25, 2));
  private static final State START = NORM.initialState(new SplittableRandom(1));

  @Test
  void startsInTrainingWithMeanZeroAndVarianceOne() {
    assertEquals(List.of("mean", "variance", "training"), START.paths());
    assertEquals(Tensor.zeros(2), START.tensor("mean"));
    assertEquals(Tensor.ones(2), START.tensor("variance"));
    assertEquals(Tensor.scalar(1), START.tensor("training"));
  }

  @Test
  void normalisesByTheBatchInTraining() {
    Sloped norm = new Sloped(NORM, X, PS, START, C);
    assertClose(
        Tensor.matrix(
            new double[][] {
              {-0.58562671662276363, 2.3508223441611812},
              {1.0856267166227636, 1.6491776558388188},
              {-1.6997956721197818, 1.3860608977179329},
              {2.1997956721197818, 2.6139391022820671}
            }),
        norm.y());
    norm.assertByInput(
        1.2198192517057412,
        0.45404650718263231,
        -0.66273477395723208,
        -0.71716326530351822,
        -0.68195677176049482,
        0.46618641175963842,
        0.12487229401198574,
        -0.20306965363875252);
    norm.assertByParameter("scale", 4.270980996071903, 4.7361016461759463);
    norm.assertByParameter("bias", 2, 0.5);
  }

  /** 0.1 · mean, and 0.9 + 0.1 · variance with 3 for 4 in the denominator. */
  @Test
  void movesTheRunningStatisticsByTheUnbiasedVariance() {
    State next = NORM.apply(X, PS, START).st();
    assertClose(Tensor.vector(0.125, -0.025), next.tensor("mean"));
    assertClose(Tensor.vector(1.1416666666666667, 1.1708333333333333), next.tensor("variance"));
    assertEquals(START.paths(), next.paths());
    assertEquals(Tensor.scalar(1), next.tensor("training"));
  }

  @Test
  void runningStatisticsTendToThoseOfTheDataWhateverTheMomentum() {
    BatchNorm half = new BatchNorm(2, -1, true, 1e-5, 0.5);
    State st = START;
    for (int call = 0; call < 60; call++) {
      st = half.apply(X, PS, st).st();
    }
    // Means and variances of the two columns of X, the latter with 3 in the denominator.
    assertClose(Tensor.vector(1.25, -0.25), st.tensor("mean"));
    assertClose(Tensor.vector(7.25 / 3, 8.125 / 3), st.tensor("variance"));
  }

  /** (x − mean) / √(variance + 10⁻⁵) · scale + bias with mean (1, −1) and variance (4, 0.25). */
  @Test
  void normalisesByTheRunningStatisticsInTestMode() {
    State st =
        START.with("mean", Tensor.vector(1, -1)).with("variance", Tensor.vector(4, 0.25)).testing();
    double first = 1.5 / Math.sqrt(4.00001);
    double second = -0.5 / Math.sqrt(0.25001);
    Tensor x = Tensor.matrix(new double[][] {{3, 0}, {1, 1}});
    Sloped norm = new Sloped(NORM, x, PS, st, Tensor.ones(2, 2));
    assertClose(
        Tensor.matrix(new double[][] {{2 * first + 0.25, second + 2}, {0.25, 2 * second + 2}}),
        norm.y());
    norm.assertByInput(first, second, first, second);
    assertSame(st, NORM.apply(x, PS, st).st());
  }

  @Test
  void takesFeaturesAlongAnotherAxisWithStatisticsOverAllOthers() {
    BatchNorm first = new BatchNorm(2, 1);
    // X as one sample, as features × positions.
    Tensor x = X.transpose().reshape(1, 2, 4);
    Applied applied = first.apply(x, PS, START);
    Applied expected = NORM.apply(X, PS, START);
    assertClose(expected.y().transpose().reshape(1, 2, 4), applied.y());
    assertClose(expected.st().tensor("variance"), applied.st().tensor("variance"));
    assertClose(
        NORM.apply(X, PS, START.testing()).y().transpose().reshape(1, 2, 4),
        first.apply(x, PS, START.testing()).y());
  }

  @Test
  void withoutScaleAndBiasThereAreNoParameters() {
    BatchNorm plain = new BatchNorm(2, -1, false, 1e-5, 0.1);
    assertEquals(Parameters.empty(), plain.initialParameters(new SplittableRandom(1)));
    Parameters ones = Sloped.parameters("scale", Tensor.ones(2), "bias", Tensor.zeros(2));
    assertClose(NORM.apply(X, ones, START).y(), plain.apply(X, Parameters.empty(), START).y());
  }

  @Test
  void aBatchOfOneGivesTheBiasAndLeavesTheVariance() {
    Applied applied = NORM.apply(Tensor.matrix(new double[][] {{7, -3}}), PS, START);
    assertClose(Tensor.matrix(new double[][] {{0.25, 2}}), applied.y());
    assertClose(Tensor.vector(0.7, -0.3), applied.st().tensor("mean"));
    assertEquals(Tensor.ones(2), applied.st().tensor("variance"));
    assertClose(applied.y().get(0), NORM.apply(Tensor.vector(7, -3), PS, START).y());
  }

  /** Of 7 and 5 the variance is 2, of −3 and −3 it is 0. */
  @Test
  void aBatchOfTwoMovesTheVariance() {
    State next = NORM.apply(Tensor.matrix(new double[][] {{7, -3}, {5, -3}}), PS, START).st();
    assertClose(Tensor.vector(1.1, 0.9), next.tensor("variance"));
  }

  @Test
  void anEmptyBatchIsRefusedInTrainingAndDefinedInTestMode() {
    Tensor none = Tensor.zeros(0, 2);
    var error = assertThrows(FluxionException.class, () -> NORM.apply(none, PS, START));
    assertEquals(
        "BatchNorm(2): x has shape [0, 2], and an empty batch has no statistics; leave it out, or"
            + " call State.testing()",
        error.getMessage());
    assertShape(NORM.apply(none, PS, START.testing()).y(), 0, 2);
  }

  @Test
  void refusesOtherShapes() {
    var features =
        assertThrows(ShapeMismatchException.class, () -> NORM.apply(Tensor.zeros(2, 3), PS, START));
    assertEquals(
        "BatchNorm(2): x has shape [2, 3]; its last axis must have length 2",
        features.getMessage());
    Parameters other = Sloped.parameters("scale", Tensor.ones(2), "bias", Tensor.zeros(1));
    var bias = assertThrows(ShapeMismatchException.class, () -> NORM.apply(X, other, START));
    assertEquals(
        "BatchNorm(2): bias has shape [1], expected [2]; are these the parameters of another"
            + " layer?",
        bias.getMessage());
  }

  @Test
  void refusesNumbersThatMakeNoSense() {
    assertRefused("BatchNorm(0): features must be at least 1, given 0", () -> new BatchNorm(0));
    assertRefused(
        "BatchNorm(2): momentum must be in [0, 1], given NaN",
        () -> new BatchNorm(2, -1, true, 1e-5, Double.NaN));
    assertRefused(
        "BatchNorm(2): epsilon must be positive and finite, given -1.0",
        () -> new BatchNorm(2, -1, true, -1, 0.1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
