package org.fluxion.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
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
  private static final Initialiser ZEROS = Initialisers.zeros();

  private static Map<String, Executable> missing() {
    Map<String, Executable> all = new LinkedHashMap<>();
    all.put("AdamState: m is null", () -> new AdamState(0, null, PS));
    all.put("AdamState: v is null", () -> new AdamState(0, PS, null));
    all.put("Applied: y is null", () -> new Applied(null, ST));
    all.put(
        "Applied: st is null; a layer without state returns the st it got",
        () -> new Applied(Tensor.scalar(1), null));
    all.put("Chain: layers are null", () -> new Chain(null));
    all.put("Chain: layer_2 is null", () -> Chain.of(LAYER, null));
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
    all.put("Updated: ps are null", () -> new Updated<>(null, ST));
    all.put("Updated: state is null", () -> new Updated<State>(PS, null));
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
        "Chain: layers are null",
        assertThrows(FluxionException.class, () -> Chain.of((Layer[]) null)).getMessage());
  }
}
