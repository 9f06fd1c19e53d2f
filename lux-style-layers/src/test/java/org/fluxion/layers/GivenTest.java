package org.fluxion.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What is missing is named, in an exception of this library. */
class GivenTest {
  private static final Parameters PS = Parameters.of(Map.of("w", Tensor.scalar(1)));
  private static final State ST = State.of(Map.of("t", Tensor.scalar(1), "s", State.empty()));
  private static final Layer LAYER = new Dense(1, 1);
  private static final Connection JOIN = Connections.plus();
  private static final Initialiser ZEROS = Initialisers.zeros();

  private static Map<String, Executable> missing() {
    Map<String, Executable> all = new LinkedHashMap<>();
    all.put("Applied: y is null", () -> new Applied(null, ST));
    all.put(
        "Applied: st is null; a layer without state returns the st it got",
        () -> new Applied(Tensor.scalar(1), null));
    all.put("Chain: layers are null", () -> new Chain((NamedLayers) null));
    all.put("NamedLayers: layer_2 is null", () -> Chain.of(LAYER, null));
    all.put("NamedLayers: names are null", () -> new NamedLayers(null, List.of()));
    all.put("NamedLayers: layers are null", () -> new NamedLayers(List.of(), null));
    all.put("Branch: connection is null", () -> Branch.of(null, LAYER));
    all.put("Branch: layers are null", () -> new Branch(JOIN, null));
    all.put("Parallel: connection is null", () -> Parallel.of(null, LAYER));
    all.put("Parallel: widths are null", () -> new Parallel(JOIN, null, NamedLayers.of(LAYER)));
    all.put("Parallel: layers are null", () -> new Parallel(JOIN, List.of(), null));
    all.put("SkipConnection: layer is null", () -> new SkipConnection(null, JOIN));
    all.put("SkipConnection: connection is null", () -> new SkipConnection(LAYER, null));
    all.put("Repeated: layer is null", () -> new Repeated(null, 2, true));
    all.put("Maxout: layers are null", () -> new Maxout(null));
    all.put("Observed: path is null", () -> new Observed(null, LAYER, call -> {}));
    all.put("Observed: model is null", () -> new Observed(null, call -> {}));
    all.put("Observed: observer is null", () -> new Observed(LAYER, null));
    all.put("Reshape: sample is null", () -> new Reshape((Shape) null));
    all.put("WrappedFunction: name is null", () -> new WrappedFunction(null, x -> x));
    all.put("WrappedFunction: function is null", () -> new WrappedFunction("f", null));
    all.put("WeightNorm: layer is null", () -> new WeightNorm(null));
    all.put("WeightNorm: weight is null", () -> new WeightNorm(LAYER, null, 0));
    all.put("LayerNorm: shape is null", () -> new LayerNorm(null, true, 1));
    all.put("RMSNorm: shape is null", () -> new RMSNorm(null, true, 1));
    all.put("Scale: shape is null", () -> new Scale(null, Activation.TANH, ZEROS, ZEROS));
    all.put(
        "Scale: activation is null; use IDENTITY for none",
        () -> new Scale(Shape.of(1), null, ZEROS, ZEROS));
    all.put(
        "Scale: initialScale is null", () -> new Scale(Shape.of(1), Activation.TANH, null, ZEROS));
    all.put(
        "Scale: initialBias is null", () -> new Scale(Shape.of(1), Activation.TANH, ZEROS, null));
    all.put(
        "Bilinear: activation is null; use IDENTITY for none",
        () -> new Bilinear(1, 1, 1, null, ZEROS, ZEROS));
    all.put(
        "Bilinear: initialWeight is null",
        () -> new Bilinear(1, 1, 1, Activation.TANH, null, ZEROS));
    all.put(
        "Bilinear: initialBias is null", () -> new Bilinear(1, 1, 1, Activation.TANH, ZEROS, null));
    all.put("Embedding: initialWeight is null", () -> new Embedding(1, 1, null));
    all.put("Summary: model is null", () -> Summary.summary(null, 1));
    all.put("Summary: rows are null", () -> new Summary(null, 0));
    all.put(
        "Dense: activation is null; use IDENTITY for none",
        () -> new Dense(1, 1, (Activation) null));
    all.put("Dense: initialWeight is null", () -> new Dense(1, 1, Activation.TANH, null, ZEROS));
    all.put("Dense: initialBias is null", () -> new Dense(1, 1, Activation.TANH, ZEROS, null));
    all.put("State.with: tensor is null", () -> ST.with("t", (Tensor) null));
    all.put("State.with: state is null", () -> ST.with("s", (State) null));
    all.put("StatefulLayer: model is null", () -> new StatefulLayer(null, PS, ST));
    all.put("StatefulLayer: parameters are null", () -> new StatefulLayer(LAYER, null, ST));
    all.put("StatefulLayer: state is null", () -> new StatefulLayer(LAYER, PS, null));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> whatIsMissingIsNamed() {
    return missing().entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(),
                    () ->
                        assertEquals(
                            e.getKey(),
                            assertThrows(FluxionException.class, e.getValue()).getMessage())));
  }

  @Test
  void anArrayOfLayersIsNeeded() {
    assertEquals(
        "NamedLayers: layers are null",
        assertThrows(FluxionException.class, () -> Chain.of((Layer[]) null)).getMessage());
  }
}
