package org.fluxion.layers;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fluxion.layers.conformance.LayerConformance;
import org.fluxion.layers.conformance.LayerSample;
import org.fluxion.layers.conformance.Trait;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Containers, linear layers, normalisation, dropout and activations under every rule. */
class LayersConformanceTest {
  private static final Dense DENSE = new Dense(4, 4, Activation.TANH);

  private static LayerSample anyFeatures(Layer layer) {
    return LayerSample.of(layer, 3, 4).withTraits(Trait.ANY_FEATURES);
  }

  /**
   * With a function behind: the inner gradient of a loss that is quadratic in the output does not
   * depend on the bias, and derivatives that are exactly 0 cannot be compared relatively.
   */
  private static LayerSample coupled(BatchNorm layer, int... shape) {
    LayerSample sample = LayerSample.of(Chain.of(layer, Activation.TANH), shape);
    return layer.axis() == -1
        ? sample.withTraits(Trait.ROWS_COUPLED)
        : sample.withTraits(Trait.ROWS_COUPLED, Trait.ANY_FEATURES);
  }

  static Stream<LayerSample> containers() {
    return Stream.of(
        LayerSample.of(Chain.of(DENSE, new BatchNorm(4), new Dropout(0.3)), 5, 4)
            .withTraits(Trait.ROWS_COUPLED),
        LayerSample.of(Branch.of(Connections.times(), DENSE, new Scale(4)), 3, 4),
        LayerSample.of(Branch.of(Connections.concat(), DENSE, new NoOp()), 3, 4),
        LayerSample.of(
            Parallel.of(Connections.mean(), List.of(1, 3), new Dense(1, 2), new Dense(3, 2)), 3, 4),
        LayerSample.of(new SkipConnection(DENSE, Connections.plus()), 3, 4),
        LayerSample.of(new Repeated(DENSE, 3, true), 3, 4),
        LayerSample.of(new Repeated(DENSE, 3, false), 3, 4),
        LayerSample.of(Maxout.of(3, DENSE), 3, 4),
        LayerSample.of(new Observed(DENSE, call -> {}), 3, 4),
        anyFeatures(new WrappedFunction("sin", Tensor::sin)),
        anyFeatures(new NoOp()),
        LayerSample.of(new Reshape(3, 2), 3, 2, 3),
        LayerSample.of(new Flatten(), 3, 2, 3).withTraits(Trait.ANY_FEATURES),
        LayerSample.of(new SelectDim(1, -1), 3, 2, 3).withTraits(Trait.ANY_FEATURES));
  }

  static Stream<LayerSample> linear() {
    return Stream.of(
        LayerSample.of(new Scale(2, 3), 3, 2, 3),
        LayerSample.of(new Bilinear(2, 3, 2), 4, 5),
        LayerSample.of(new Bilinear(1, 2, 3), 2, 2, 3),
        new LayerSample(
            new Embedding(3, 2),
            Tensor.matrix(new double[][] {{0, 1}, {2, 2}}),
            Set.of(Trait.DISCRETE_INPUT, Trait.ANY_FEATURES)));
  }

  static Stream<LayerSample> normalisation() {
    return Stream.of(
        coupled(new BatchNorm(3), 5, 3),
        coupled(new BatchNorm(3, 1), 3, 3, 2),
        coupled(new BatchNorm(3, -1, false, 1e-3, 0.5), 4, 2, 3),
        LayerSample.of(new LayerNorm(4), 3, 4),
        LayerSample.of(new LayerNorm(Shape.of(2, 3), false, 1e-4), 3, 2, 3),
        LayerSample.of(new RMSNorm(4), 3, 4),
        LayerSample.of(new GroupNorm(4, 2), 3, 4),
        LayerSample.of(new GroupNorm(4, 2, 1), 2, 4, 3).withTraits(Trait.ANY_FEATURES),
        LayerSample.of(new WeightNorm(new Dense(4, 2)), 3, 4),
        LayerSample.of(new WeightNorm(Chain.of(DENSE), "layer_1.weight", 0), 3, 4),
        anyFeatures(new Dropout(0.4)),
        anyFeatures(new AlphaDropout(0.4)));
  }

  static Stream<LayerSample> activations() {
    return Stream.of(Activation.values()).map(LayersConformanceTest::anyFeatures);
  }

  private static Stream<DynamicNode> tests(Stream<LayerSample> samples) {
    return samples.map(
        sample ->
            dynamicContainer(
                sample.layer() + " at " + sample.input().shape(), LayerConformance.tests(sample)));
  }

  @TestFactory
  Stream<DynamicNode> everyContainerHoldsTheRules() {
    return tests(containers());
  }

  @TestFactory
  Stream<DynamicNode> everyLinearLayerHoldsTheRules() {
    return tests(linear());
  }

  @TestFactory
  Stream<DynamicNode> everyNormalisationHoldsTheRules() {
    return tests(normalisation());
  }

  @TestFactory
  Stream<DynamicNode> everyActivationHoldsTheRules() {
    return tests(activations());
  }
}
