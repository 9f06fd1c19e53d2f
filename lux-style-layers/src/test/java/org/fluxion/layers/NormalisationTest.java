package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Layer, group, root-mean-square and weight normalisation.
 *
 * <p>The numbers were computed with 60 digits from the formulas in the layers' documentation by
 * Python's mpmath 1.3.0, gradients by central differences of step 1e-20.
 */
class NormalisationTest {
  private static final double[] X = {0.5, -1.25, 2, 0.75, -0.5, 1.5, 3, -2};
  private static final double[] C = {1, -2, 0.5, 3, -1.5, 0.25, 2, -0.75};
  private static final Tensor SCALE = Tensor.vector(1.5, -0.5, 2, 1);
  private static final Tensor BIAS = Tensor.vector(0.25, 2, -1, 0);
  private static final Parameters AFFINE = Sloped.parameters("scale", SCALE, "bias", BIAS);

  private static Sloped sloped(Layer layer, Parameters ps, int... shape) {
    return new Sloped(layer, Tensor.of(X, shape), ps, State.empty(), Tensor.of(C, shape));
  }

  @Test
  void layerNormHasTheValuesAndGradientsOfItsFormula() {
    Sloped norm = sloped(new LayerNorm(4), AFFINE, 2, 4);
    assertClose(
        Tensor.of(
            new double[] {
              0.25, 2.754826603772164, 1.5879769272188479, 0.215664743934904,
              -0.53783751048665651, 1.7373874965044478, 1.6261250349555217, -1.3130625174777609
            },
            2,
            4),
        norm.y());
    norm.assertByInput(
        -0.107832371967452,
        -0.39873004839545416,
        -0.65953198393023641,
        1.1660944042931426,
        -0.78953683508656995,
        -0.687658497075911,
        0.71822605537831607,
        0.75896927678416489);
    norm.assertByParameter(
        "scale", 0.78783751048665651, 3.150612666836432, 3.2731192667602337, 1.6317911199130326);
    // The bias is added: its gradient is the sum of the weights over samples.
    norm.assertByParameter("bias", -0.5, -1.75, 2.5, 2.25);
  }

  @Test
  void layerNormTakesSeveralLastAxesTogether() {
    Tensor flat = new LayerNorm(4).apply(Tensor.of(X, 2, 4), AFFINE, State.empty()).y();
    Parameters square = AFFINE.map(p -> p.reshape(2, 2));
    Parameters ps =
        Sloped.parameters("scale", square.tensor("scale"), "bias", square.tensor("bias"));
    Tensor folded = new LayerNorm(2, 2).apply(Tensor.of(X, 2, 2, 2), ps, State.empty()).y();
    assertClose(flat, folded.reshape(2, 4));
  }

  @Test
  void rmsNormHasTheValuesAndGradientsOfItsFormula() {
    Sloped norm = sloped(new RMSNorm(4), Parameters.of(Map.of("scale", SCALE)), 2, 4);
    assertClose(
        Tensor.of(
            new double[] {
              0.59408666198763568, 0.49507221832302973, 3.1684621972673903, 0.59408666198763568,
              -0.38099988938812817, -0.38099988938812817, 3.0479991151050254, -1.0159997050350085
            },
            2,
            4),
        norm.y());
    norm.assertByInput(
        0.95519962420725591,
        1.3745497987368862,
        -0.13977924975521422,
        2.0268860982985195,
        -0.90641163772312541,
        -0.77326407288846531,
        0.61247122742246233,
        0.56535223237690821);
    norm.assertByParameter(
        "scale", 0.77705766404655195, 2.170788817986183, 3.8401146644218729, 2.5442597647391634);
  }

  @Test
  void groupNormHasTheValuesAndGradientsOfItsFormula() {
    Sloped norm = sloped(new GroupNorm(4, 2), AFFINE, 2, 4);
    assertClose(
        Tensor.of(
            new double[] {
              1.7499902041775916, 2.4999967347258639, 0.99997440049150951, -0.99998720024575476,
              -1.2499925000562495, 1.5000024999812502, 0.99999840000192, -0.99999920000096
            },
            2,
            4),
        norm.y());
    norm.assertByInput(
        3.7317053144559847e-6,
        -3.7317053144559847e-6,
        -4.0958427186330145e-5,
        4.0958427186330145e-5,
        -1.0624840626992164e-5,
        1.0624840626992164e-5,
        1.519996352007296e-6,
        -1.519996352007296e-6);
  }

  @Test
  void groupNormTakesFeaturesAlongAnotherAxisWithAllBehindIt() {
    Sloped norm = sloped(new GroupNorm(4, 2, 1), AFFINE, 1, 4, 2);
    assertClose(
        Tensor.of(
            new double[] {
              0.25, -2.014479811316492, 1.353005768195288, 1.892167628032548,
              -2.0504500139822087, 0.050450013982208681, 1.3130625174777609, -1.3130625174777609
            },
            1,
            4,
            2),
        norm.y());
    norm.assertByInput(
        1.994898881397862,
        -0.62318020645415753,
        -0.59808544298325381,
        -0.77363323196045062,
        -1.0357356948905066,
        0.050938806782185959,
        0.27506655017171299,
        0.70973033793660765);
  }

  @Test
  void oneGroupOfAVectorIsLayerNorm() {
    Tensor x = Tensor.vector(0.5, -1.25, 2, 0.75);
    assertClose(
        new LayerNorm(4).apply(x, AFFINE, State.empty()).y(),
        new GroupNorm(4, 1).apply(x, AFFINE, State.empty()).y());
  }

  @Test
  void weightNormHasTheValuesAndGradientsOfItsFormula() {
    Layer layer = new WeightNorm(new Dense(3, 2));
    Parameters dense =
        Sloped.parameters(
            "weight",
            Tensor.matrix(new double[][] {{0.5, -1}, {1, 0.25}, {-2, 1.5}}),
            "bias",
            Tensor.vector(0.1, -0.2));
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("layer", dense);
    both.put("gain", Tensor.vector(2, 0.5));
    Tensor x = Tensor.matrix(new double[][] {{1, -0.5, 2}, {0.25, 1.5, -1}});
    State st = State.of(Map.of("layer", State.empty()));
    Tensor weights = Tensor.matrix(new double[][] {{1, -2}, {0.5, 3}});
    Sloped norm = new Sloped(layer, x, Parameters.of(both), st, weights);
    assertClose(
        Tensor.matrix(
            new double[][] {
              {-3.3914862437758781, 0.31510211480758384}, {3.2641594084218895, -0.57774155085889482}
            }),
        norm.y());
    norm.assertByParameter(
        "layer.weight",
        1.1638287479252927,
        -0.99651201581643264,
        0.58191437396264635,
        1.6742438549217568,
        0.58191437396264635,
        -0.94338198636458122);
    norm.assertByParameter("gain", -0.95470326978246667, -4.3268577643837043);
  }

  @Test
  void weightNormStartsAsItsLayerDoes() {
    Dense dense = new Dense(3, 2, Activation.TANH);
    Layer layer = new WeightNorm(dense);
    Parameters inner = dense.initialParameters(new SplittableRandom(4));
    Parameters ps = layer.initialParameters(new SplittableRandom(4));
    assertEquals(List.of("layer.weight", "layer.bias", "gain"), ps.paths());
    assertEquals(inner, ps.at("layer"));
    Tensor x = Tensor.of(new double[] {1, -0.5, 2, 0.25, 1.5, -1}, 2, 3);
    State st = layer.initialState(new SplittableRandom(4));
    assertClose(dense.apply(x, inner, State.empty()).y(), layer.apply(x, ps, st).y());
  }

  @Test
  void weightNormTakesTheWeightOfALayerFurtherInAndAnotherAxis() {
    Layer model = Chain.of(Activation.TANH, new Dense(3, 2));
    Parameters ps =
        new WeightNorm(model, "layer_2.weight", 0).initialParameters(new SplittableRandom(1));
    Tensor weight = ps.tensor("layer.layer_2.weight");
    assertClose(weight.square().sum(1).sqrt(), ps.tensor("gain"));
  }

  @Test
  void withoutScaleAndBiasThereAreNoParameters() {
    Tensor x = Tensor.of(X, 2, 4);
    Parameters plain = Sloped.parameters("scale", Tensor.ones(4), "bias", Tensor.zeros(4));
    for (List<Layer> pair :
        List.<List<Layer>>of(
            List.of(new LayerNorm(4), new LayerNorm(Shape.of(4), false, 1e-5)),
            List.of(new RMSNorm(4), new RMSNorm(Shape.of(4), false, 1e-5)),
            List.of(new GroupNorm(4, 2), new GroupNorm(4, 2, -1, false, 1e-5)))) {
      assertEquals(Parameters.empty(), pair.get(1).initialParameters(new SplittableRandom(1)));
      assertClose(
          pair.get(0).apply(x, plain, State.empty()).y(),
          pair.get(1).apply(x, Parameters.empty(), State.empty()).y());
    }
  }

  @Test
  void affineOnesStartAtScaleOneAndBiasZero() {
    for (Layer layer : List.of(new LayerNorm(4), new GroupNorm(4, 2), new BatchNorm(4))) {
      Parameters ps = layer.initialParameters(new SplittableRandom(1));
      assertEquals(List.of("scale", "bias"), ps.paths());
      assertEquals(Tensor.ones(4), ps.tensor("scale"));
      assertEquals(Tensor.zeros(4), ps.tensor("bias"));
    }
    Parameters rms = new RMSNorm(4).initialParameters(new SplittableRandom(1));
    assertEquals(Parameters.of(Map.of("scale", Tensor.ones(4))), rms);
  }

  /** Of a sample without variance: (scale − mean of the scales) / √ε. */
  @Test
  void aConstantSampleGivesTheBiasAndFiniteDerivatives() {
    Tensor x = Tensor.full(3, 4);
    Sloped layer = new Sloped(new LayerNorm(4), x, AFFINE, State.empty(), Tensor.ones(4));
    assertClose(BIAS, layer.y());
    double factor = 1 / Math.sqrt(1e-5);
    layer.assertByInput(0.5 * factor, -1.5 * factor, factor, 0);
    Sloped group = new Sloped(new GroupNorm(4, 2), x, AFFINE, State.empty(), Tensor.ones(4));
    assertClose(BIAS, group.y());
    group.assertByInput(factor, -factor, 0.5 * factor, -0.5 * factor);
  }

  @Test
  void takeABatchWithoutSamplesAndAVector() {
    for (Layer layer :
        List.of(new LayerNorm(4), new RMSNorm(4), new GroupNorm(4, 2), new Scale(4))) {
      Parameters ps = layer.initialParameters(new SplittableRandom(1));
      assertShape(layer.apply(Tensor.zeros(0, 4), ps, State.empty()).y(), 0, 4);
      assertShape(layer.apply(Tensor.zeros(4), ps, State.empty()).y(), 4);
    }
  }

  @Test
  void returnTheStateThatTheyGot() {
    State st = State.empty();
    assertSame(st, new LayerNorm(4).apply(Tensor.zeros(2, 4), AFFINE, st).st());
    assertSame(st, new GroupNorm(4, 2).apply(Tensor.zeros(2, 4), AFFINE, st).st());
  }

  @Test
  void refuseInputsOfOtherShapes() {
    assertRefused(
        "LayerNorm([2, 2]): x has shape [4, 2]; its last axes must be [2, 2]",
        new LayerNorm(2, 2),
        4,
        2);
    assertRefused(
        "LayerNorm([2, 2]): x has shape [2]; its last axes must be [2, 2]", new LayerNorm(2, 2), 2);
    assertRefused(
        "RMSNorm([4]): x has shape [4, 2]; its last axes must be [4]", new RMSNorm(4), 4, 2);
    assertRefused(
        "GroupNorm(4, 2): x has shape [4, 2]; its last axis must have length 4",
        new GroupNorm(4, 2),
        4,
        2);
    assertRefused(
        "GroupNorm(4, 2): x has shape [2, 3, 4]; its axis 1 must have length 4",
        new GroupNorm(4, 2, 1),
        2,
        3,
        4);
    assertRefused(
        "GroupNorm(4, 2): x has shape [4, 3]; its first axis is the batch, not the features",
        new GroupNorm(4, 2, 0),
        4,
        3);
    assertRefused(
        "LayerNorm([3]): scale has shape [4], expected [3]; are these the parameters of another"
            + " layer?",
        new LayerNorm(3),
        2,
        3);
  }

  private static void assertRefused(String message, Layer layer, int... shape) {
    var error =
        assertThrows(
            FluxionException.class, () -> layer.apply(Tensor.zeros(shape), AFFINE, State.empty()));
    assertEquals(message, error.getMessage());
  }

  @Test
  void refuseNumbersThatMakeNoSense() {
    assertRefused(
        "GroupNorm(4, 3): features must be a multiple of groups", () -> new GroupNorm(4, 3));
    assertRefused("GroupNorm(4, 0): groups must be at least 1, given 0", () -> new GroupNorm(4, 0));
    assertRefused("LayerNorm: shape [0, 3] has no elements", () -> new LayerNorm(0, 3));
    assertRefused(
        "RMSNorm([2]): epsilon must be positive and finite, given 0.0",
        () -> new RMSNorm(Shape.of(2), true, 0));
    assertRefused(
        "WeightNorm: weight starts at 0 for some output and has no direction; use another"
            + " initialiser",
        () -> {
          Initialiser zeros = Initialisers.zeros();
          new WeightNorm(new Dense(2, 2, Activation.TANH, zeros, zeros))
              .initialParameters(new SplittableRandom(1));
        });
    assertRefused(
        "WeightNorm: bias has shape [2]; an axis of outputs and another are needed",
        () ->
            new WeightNorm(new Dense(2, 2), "bias", -1).initialParameters(new SplittableRandom(1)));
    var noWeight =
        assertThrows(
            FluxionException.class,
            () -> new WeightNorm(new NoOp()).initialParameters(new SplittableRandom(1)));
    assertEquals("Parameters: no \"weight\"; there are none", noWeight.getMessage());
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
