package org.fluxion.layers;

import static org.fluxion.layers.Summary.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.layers.Summary.Row;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Layer MODEL =
      Chain.of(
          new Dense(2, 32),
          new BatchNorm(32),
          Activation.GELU,
          new SkipConnection(
              Chain.of(new Dense(32, 32, Activation.TANH), new Dropout(0.1)), Connections.plus()),
          new Dense(32, 1));

  @Test
  void isATableOfLayersShapesAndNumbersOfParameters() {
    assertEquals(
        """
        layer                  kind            output   parameters
        ----------------------------------------------------------
        layer_1                Dense           [7, 32]          96
        layer_2                BatchNorm       [7, 32]          64
        layer_3                GELU            [7, 32]           0
        layer_4                SkipConnection  [7, 32]       1,056
        layer_4.layer          Chain           [7, 32]       1,056
        layer_4.layer.layer_1  Dense           [7, 32]       1,056
        layer_4.layer.layer_2  Dropout         [7, 32]           0
        layer_5                Dense           [7, 1]           33
        ----------------------------------------------------------
        total                  Chain           [7, 1]        1,249
        and 68 numbers of state"""
            .replace("\n", System.lineSeparator()),
        summary(MODEL, 7, 2).toString());
  }

  @Test
  void isDataAsWell() {
    Summary summary = summary(MODEL, 1, 2);
    assertEquals(1249, summary.parameters());
    // Means, variances and flag; key and flag.
    assertEquals(32 + 32 + 1 + 2 + 1, summary.stateSize());
    assertEquals(new Row("layer_1", "Dense", Shape.of(1, 32), 96), summary.rows().get(0));
  }

  @Test
  void ofASingleLayerHasOneRow() {
    assertEquals(List.of(new Row("", "Dense", Shape.of(2), 8)), summary(new Dense(3, 2), 3).rows());
  }

  /** In training an empty batch would be refused. */
  @Test
  void runsTheModelInTestMode() {
    assertEquals(Shape.of(0, 2), summary(new BatchNorm(2), 0, 2).rows().get(0).output());
  }

  @Test
  void repeatedLayersAreCountedOnceIfTheirParametersAreShared() {
    assertEquals(6, summary(new Repeated(new Dense(2, 2), 3, true), 1, 2).parameters());
    assertEquals(18, summary(new Repeated(new Dense(2, 2), 3, false), 1, 2).parameters());
  }

  /** A container that leaves out the layer inside when the input has few rows. */
  private record Sometimes(NamedLayers children) implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return children.initialParameters(rng);
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return children.initialState(rng);
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return x.shape().get(0) < 2 ? new Applied(x, st) : children.apply(0, x, ps, st);
    }

    @Override
    public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
      return new Sometimes(children.map(function));
    }
  }

  @Test
  void saysWhichLayerWasNotCalled() {
    Layer model = new Sometimes(NamedLayers.of(new Dense(2, 2)));
    String text = summary(model, 1, 2).toString();
    assertEquals(
        "layer_1  Dense      not called           6", text.lines().skip(2).findFirst().orElse(""));
  }

  @Test
  void namesTheLayerThatDoesNotTakeTheInput() {
    var error = assertThrows(FluxionException.class, () -> summary(MODEL, 7, 3));
    assertEquals(
        "Dense(2 -> 32): x has shape [7, 3]; its last axis must have length 2", error.getMessage());
  }
}
