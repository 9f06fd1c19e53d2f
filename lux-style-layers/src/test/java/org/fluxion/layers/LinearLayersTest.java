package org.fluxion.layers;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.Vectorized;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dense, Scale, Bilinear and Embedding.
 *
 * <p>Where no closed form is given, the numbers were computed with 60 digits from the formulas in
 * the layers' documentation by Python's mpmath 1.3.0, gradients by central differences of step
 * 1e-20.
 */
class LinearLayersTest {
  private static final Tensor WEIGHTS = Tensor.matrix(new double[][] {{1, -2}, {0.5, 3}});
  private static final Tensor BIAS = Tensor.vector(0.1, -0.2);

  @Test
  void denseHasTheValuesAndGradientsOfItsFormula() {
    Tensor weight = Tensor.matrix(new double[][] {{0.5, -1}, {1, 0.25}, {-2, 1.5}});
    Sloped dense =
        new Sloped(
            new Dense(3, 2, Activation.GELU),
            Tensor.matrix(new double[][] {{1, -0.5, 2}, {0.25, 1.5, -1}}),
            Sloped.parameters("weight", weight, "bias", BIAS),
            State.empty(),
            WEIGHTS);
    assertClose(
        Tensor.matrix(
            new double[][] {
              {-0.0001875757416686506, 1.5963300809835008},
              {3.7246362253990551, -0.090764450084941206}
            }),
        dense.y());
    dense.assertByInput(
        2.2343429854860289,
        -0.55940323886522322,
        -3.3506061532360256,
        0.62277090338046351,
        0.40756349924200252,
        -1.5599966051674935);
    dense.assertByParameter(
        "weight",
        0.12444139002494543,
        -2.3278150163186721,
        0.75137163011336497,
        0.55870095272900168,
        -0.502125520066267,
        -4.0969778276247278);
    dense.assertByParameter("bias", 0.49994554008302436, -2.6071411188249803);
  }

  @Test
  void bilinearHasTheValuesAndGradientsOfItsFormula() {
    Tensor weight =
        Tensor.of(new double[] {0.5, -1, 1, 0.25, -2, 1.5, 0.75, 2, -0.5, 1, 3, -1.5}, 2, 3, 2);
    Sloped form =
        new Sloped(
            new Bilinear(2, 3, 2),
            Tensor.matrix(new double[][] {{1, -0.5, 2, 0.25, 1.5}, {-1, 0.5, 0.75, -2, 1}}),
            Sloped.parameters("weight", weight, "bias", BIAS),
            State.empty(),
            WEIGHTS);
    assertClose(Tensor.matrix(new double[][] {{-4.5875, -0.8875}, {6.00625, -1.45}}), form.y());
    form.assertByInput(-2.375, 1.875, 4.125, 1.75, -8, -1.0625, -3.71875, 5.9375, 0.125, -5);
    form.assertByParameter(
        "weight", 1.625, -6.25, 1.25, 5.5, 1, -6, -0.8125, 3.125, -0.625, -2.75, -0.5, 3);
    form.assertByParameter("bias", 1.5, 1);
  }

  /** xᵀ W x has the Hessian W + Wᵀ. */
  @Test
  void bilinearOfAVectorWithItselfIsAQuadraticForm() {
    Layer model =
        Chain.of(Branch.of(Connections.concat(), new NoOp(), new NoOp()), new Bilinear(2, 2, 1));
    Parameters ps =
        model
            .initialParameters(new SplittableRandom(1))
            .with("layer_2.weight", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2, 1));
    State st = model.initialState(new SplittableRandom(1));
    for (String spec : List.of("forward", "reverse", "mixed")) {
      Tensor h =
          hessian(
              Backends.named(spec), x -> model.apply(x, ps, st).y().sum(), Tensor.vector(5, -6));
      assertClose(Tensor.matrix(new double[][] {{2, 5}, {5, 8}}), h);
    }
  }

  @Test
  void bilinearAppliesItsActivationAndDrawsByItsFans() {
    Bilinear layer =
        new Bilinear(
            1,
            2,
            3,
            Activation.RELU,
            (rng, in, out, shape) -> Tensor.full(10.0 * in + out, shape),
            Initialisers.constant(-40));
    Parameters ps = layer.initialParameters(new SplittableRandom(1));
    assertEquals(Tensor.full(23, 1, 2, 3), ps.tensor("weight"));
    Tensor x = Tensor.matrix(new double[][] {{1, 1, 1}, {1, 1, 0}});
    assertClose(
        Tensor.matrix(new double[][] {{6, 6, 6}, {0, 0, 0}}),
        layer.apply(x, ps, State.empty()).y());
  }

  @Test
  void scaleStretchesAndShiftsEachFeature() {
    Scale layer =
        new Scale(
            Shape.of(2), Activation.RELU, Initialisers.constant(3), Initialisers.constant(-1));
    Parameters ps = layer.initialParameters(new SplittableRandom(1));
    Sloped scale =
        new Sloped(
            layer, Tensor.matrix(new double[][] {{1, 2}, {0, 4}}), ps, State.empty(), WEIGHTS);
    assertClose(Tensor.matrix(new double[][] {{2, 5}, {0, 11}}), scale.y());
    scale.assertByInput(3, -6, 0, 9);
    scale.assertByParameter("scale", 1, 8);
    scale.assertByParameter("bias", 1, 1);
  }

  @Test
  void scaleStartsAsTheIdentity() {
    Tensor x = Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3);
    Scale layer = new Scale(2, 3);
    Parameters ps = layer.initialParameters(new SplittableRandom(1));
    assertEquals(List.of("scale", "bias"), ps.paths());
    assertEquals(x, layer.apply(x, ps, State.empty()).y());
  }

  private static final Embedding TABLE = new Embedding(3, 2);
  private static final Parameters ROWS =
      Parameters.of(Map.of("weight", Tensor.matrix(new double[][] {{10, 11}, {20, 21}, {30, 31}})));

  private static Tensor looked(Tensor x) {
    return TABLE.apply(x, ROWS, State.empty()).y();
  }

  @Test
  void embeddingLooksUpRows() {
    assertEquals(Tensor.vector(30, 31), looked(Tensor.scalar(2)));
    assertEquals(
        Tensor.matrix(new double[][] {{20, 21}, {10, 11}, {20, 21}}),
        looked(Tensor.vector(1, 0, 1)));
    assertShape(looked(Tensor.zeros(4, 5)), 4, 5, 2);
    assertShape(looked(Tensor.zeros(0)), 0, 2);
    assertEquals(looked(Tensor.scalar(0)), looked(Tensor.scalar(-0.0)));
  }

  @Test
  void embeddingAddsUpTheGradientsOfARepeatedIndex() {
    Tensor weights = Tensor.matrix(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Sloped rows = new Sloped(TABLE, Tensor.vector(1, 0, 1), ROWS, State.empty(), weights);
    rows.assertByParameter("weight", 3, 4, 6, 8, 0, 0);
    // The indices are constants.
    rows.assertByInput(0, 0, 0);
  }

  /** Σ (w₁ + w₀ + w₁)² / 2 for a table of one column: the Hessian counts the places. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "forward",
        "forward(batch=1)",
        "reverse",
        "mixed",
        "secondOrder(reverse, forward)"
      })
  void embeddingHasSecondDerivatives(String spec) {
    Embedding layer = new Embedding(3, 1);
    Tensor x = Tensor.vector(1, 0, 1);
    Tensor h =
        hessian(
            Backends.named(spec),
            w ->
                layer
                    .apply(x, Parameters.of(Map.of("weight", w.reshape(3, 1))), State.empty())
                    .y()
                    .sum()
                    .square()
                    .div(2),
            Tensor.vector(0.5, 0.25, 7));
    assertClose(Tensor.matrix(new double[][] {{1, 2, 0}, {2, 4, 0}, {0, 0, 0}}), h);
  }

  @Test
  void embeddingLooksUpOtherRowsForEachRowOfABatch() {
    Tensor x = Tensor.matrix(new double[][] {{2, 0}, {1, 1}});
    assertEquals(looked(x), Vectorized.overRows(LinearLayersTest::looked).apply(x));
    Tensor sum =
        gradient(
            Backends.named("reverse"),
            w ->
                Vectorized.overRows(
                        row ->
                            TABLE.apply(row, Parameters.of(Map.of("weight", w)), State.empty()).y())
                    .apply(x)
                    .sum(),
            ROWS.tensor("weight"));
    assertClose(Tensor.matrix(new double[][] {{1, 1}, {2, 2}, {1, 1}}), sum);
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, -1, 0.5, Double.NaN, 1e300})
  void embeddingRefusesWhatIsNoIndex(double index) {
    var error = assertThrows(FluxionException.class, () -> looked(Tensor.vector(0, index)));
    assertEquals(
        "Embedding(3 -> 2): " + index + " is no index; x holds whole numbers from 0 to 2",
        error.getMessage());
  }

  @Test
  void embeddingStartsStandardNormal() {
    assertEquals(
        Initialisers.kaimingNormal(1).initialise(new SplittableRandom(5), 1, 2, 3, 2),
        TABLE.initialParameters(new SplittableRandom(5)).tensor("weight"));
  }

  @Test
  void refuseOtherShapes() {
    assertRefused(
        "Bilinear(1, 2 -> 3): x has shape [4, 4]; its last axis must have length 3",
        new Bilinear(1, 2, 3),
        Parameters.empty());
    assertRefused(
        "Scale([2]): x has shape [4, 4]; its last axes must be [2]",
        new Scale(2),
        Parameters.empty());
    assertRefused(
        "Scale([4]): bias has shape [1], expected [4]; are these the parameters of another layer?",
        new Scale(4),
        Sloped.parameters("scale", Tensor.ones(4), "bias", Tensor.zeros(1)));
    assertRefused(
        "Embedding(2 -> 2): weight has shape [3, 2], expected [2, 2]; are these the parameters of"
            + " another layer?",
        new Embedding(2, 2),
        ROWS);
  }

  private static void assertRefused(String message, Layer layer, Parameters ps) {
    var error =
        assertThrows(
            ShapeMismatchException.class, () -> layer.apply(Tensor.zeros(4, 4), ps, State.empty()));
    assertEquals(message, error.getMessage());
  }

  @Test
  void refuseToBeWithoutFeatures() {
    assertRefused(
        "Bilinear(0, 2 -> 3): in1 must be at least 1, given 0", () -> new Bilinear(0, 2, 3));
    assertRefused(
        "Bilinear(1, 0 -> 3): in2 must be at least 1, given 0", () -> new Bilinear(1, 0, 3));
    assertRefused(
        "Bilinear(1, 2 -> 0): out must be at least 1, given 0", () -> new Bilinear(1, 2, 0));
    assertRefused("Scale: shape [2, 0] has no elements", () -> new Scale(2, 0));
    assertRefused(
        "Embedding(0 -> 2): entries must be at least 1, given 0", () -> new Embedding(0, 2));
    assertRefused(
        "Embedding(3 -> -1): features must be at least 1, given -1", () -> new Embedding(3, -1));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
