package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MultiHeadAttentionTest {
  private static final MultiHeadAttention LAYER = new MultiHeadAttention(4, 2, false);
  private static final MultiHeadAttention CAUSAL = new MultiHeadAttention(4, 2, true);

  private static final Parameters PS = LAYER.initialParameters(new SplittableRandom(1));

  private static Tensor x() {
    return Tensor.of(new SplittableRandom(2).doubles(24, -1, 1).toArray(), 2, 3, 4);
  }

  private static Tensor apply(Layer layer, Parameters ps, Tensor x) {
    return layer.apply(x, ps, layer.initialState(new SplittableRandom(1))).y();
  }

  @Test
  void withoutAMaskStepsMayBePermuted() {
    assertClose(apply(LAYER, PS, x()).flip(1), apply(LAYER, PS, x().flip(1)));
  }

  @Test
  void withTheMaskNoStepSeesALaterOne() {
    Tensor changed = Tensor.concat(1, x().slice(1, 0, 2), Tensor.full(9, 2, 1, 4));
    assertEquals(apply(CAUSAL, PS, x()).slice(1, 0, 2), apply(CAUSAL, PS, changed).slice(1, 0, 2));
    // The last step sees all, with a mask or without.
    assertClose(apply(LAYER, PS, x()).slice(1, 2, 3), apply(CAUSAL, PS, x()).slice(1, 2, 3));
  }

  @Test
  void equalScoresGiveTheMeanOfTheValues() {
    Parameters ps =
        PS.with("query.weight", Tensor.zeros(4, 4))
            .with("value.weight", Tensor.eye(4))
            .with("output.weight", Tensor.eye(4));
    Tensor mean = x().mean(1).reshape(2, 1, 4).broadcastTo(2, 3, 4);
    assertClose(mean, apply(LAYER, ps, x()));
  }

  @Test
  void largeScoresDoNotOverflow() {
    Parameters ps =
        PS.with("query.weight", Tensor.eye(4).times(1e3))
            .with("key.weight", Tensor.eye(4).times(1e3));
    for (double element : apply(CAUSAL, ps, x()).toArray()) {
      assertTrue(Double.isFinite(element));
    }
  }

  @Test
  void itsMapsAreLayersInside() {
    List<String> names = new ArrayList<>();
    Layer same =
        LAYER.mapChildren(
            (name, child) -> {
              names.add(name);
              return child;
            });
    assertEquals(List.of("query", "key", "value", "output"), names);
    assertEquals(LAYER, same);
    assertEquals(
        List.of(
            "query.weight",
            "query.bias",
            "key.weight",
            "key.bias",
            "value.weight",
            "value.bias",
            "output.weight",
            "output.bias"),
        PS.paths());
  }

  @Test
  void emptyBatchesAndSequencesStayEmpty() {
    assertEquals(Tensor.zeros(0, 3, 4), apply(LAYER, PS, Tensor.zeros(0, 3, 4)));
    assertEquals(Tensor.zeros(2, 0, 4), apply(CAUSAL, PS, Tensor.zeros(2, 0, 4)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertEquals(
        "MultiHeadAttention: x has shape [2, 3, 5]; expected batch × time × 4",
        assertThrows(ShapeMismatchException.class, () -> apply(LAYER, PS, Tensor.zeros(2, 3, 5)))
            .getMessage());
    assertEquals(
        "MultiHeadAttention: 3 heads for 4 features; both must be at least 1, and the heads divide"
            + " the features",
        assertThrows(FluxionException.class, () -> new MultiHeadAttention(4, 3, false))
            .getMessage());
    assertEquals(
        "MultiHeadAttention: maps are named [layer_1], expected [query, key, value, output]",
        assertThrows(
                FluxionException.class,
                () -> new MultiHeadAttention(4, 2, false, NamedLayers.of(new Dense(4, 4))))
            .getMessage());
  }
}
