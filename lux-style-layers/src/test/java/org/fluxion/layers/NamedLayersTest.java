package org.fluxion.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Names given by the user, layers exchanged in place, and layers observed. */
class NamedLayersTest {
  private static final Layer NO_OP = new NoOp();

  private static Map<String, Layer> ordered(String first, Layer a, String second, Layer b) {
    Map<String, Layer> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return map;
  }

  @Test
  void aChainMayNameItsLayers() {
    Layer model = Chain.named(ordered("hidden", new Dense(1, 2), "out", new Dense(2, 1)));
    Parameters ps = model.initialParameters(new SplittableRandom(1));
    assertEquals(List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias"), ps.paths());
    State st = model.initialState(new SplittableRandom(1));
    assertEquals(List.of("hidden", "out"), st.names());
    Layer numbered = Chain.of(new Dense(1, 2), new Dense(2, 1));
    Tensor x = Tensor.vector(2);
    assertEquals(
        numbered
            .apply(
                x,
                numbered.initialParameters(new SplittableRandom(1)),
                numbered.initialState(new SplittableRandom(1)))
            .y(),
        model.apply(x, ps, st).y());
  }

  @Test
  void equalityIsThatOfNamesLayersAndOrder() {
    NamedLayers layers = NamedLayers.of(ordered("a", NO_OP, "b", new Flatten()));
    assertEquals(new NamedLayers(List.of("a", "b"), List.of(NO_OP, new Flatten())), layers);
    assertNotEquals(NamedLayers.of(ordered("b", new Flatten(), "a", NO_OP)), layers);
    assertNotEquals(NamedLayers.of(NO_OP, new Flatten()), layers);
    assertEquals("{a=NoOp[], b=Flatten[]}", layers.toString());
  }

  @Test
  void refusesNamesThatAreNoneAndSaysWhich() {
    assertRefused(
        "NamedLayers: \"a.b\" is no name; a name is not empty and has no dot",
        List.of("a.b"),
        List.of(NO_OP));
    assertRefused(
        "NamedLayers: \"\" is no name; a name is not empty and has no dot",
        List.of(""),
        List.of(NO_OP));
    assertRefused(
        "NamedLayers: the name \"a\" occurs twice", List.of("a", "a"), List.of(NO_OP, NO_OP));
    assertRefused("NamedLayers: 1 names for 2 layers", List.of("a"), List.of(NO_OP, NO_OP));
    List<String> nothing = new ArrayList<>();
    nothing.add(null);
    assertRefused(
        "NamedLayers: null is no name; a name is not empty and has no dot",
        nothing,
        List.of(NO_OP));
  }

  private static void assertRefused(String message, List<String> names, List<Layer> layers) {
    var error = assertThrows(FluxionException.class, () -> new NamedLayers(names, layers));
    assertEquals(message, error.getMessage());
  }

  private static final Layer NESTED =
      Chain.of(
          new SkipConnection(Chain.of(new Dense(2, 2), Activation.TANH), Connections.plus()),
          Branch.of(Connections.plus(), new NoOp(), new WeightNorm(new Dense(2, 2))),
          Parallel.of(Connections.concat(), new Scale(1), new Scale(1)),
          new Repeated(new Counter(), 2, true),
          new Repeated(new Dense(2, 2), 2, false),
          Maxout.of(2, new Dense(2, 1)));

  private static final List<String> PATHS =
      List.of(
          "layer_1.layer.layer_1",
          "layer_1.layer.layer_2",
          "layer_1.layer",
          "layer_1",
          "layer_2.layer_1",
          "layer_2.layer_2.layer",
          "layer_2.layer_2",
          "layer_2",
          "layer_3.layer_1",
          "layer_3.layer_2",
          "layer_3",
          "layer_4.layer",
          "layer_4.layer",
          "layer_4",
          "layer_5.layer_1",
          "layer_5.layer_2",
          "layer_5",
          "layer_6.layer_1",
          "layer_6.layer_2",
          "layer_6",
          "");

  @Test
  void anObserverIsToldOfEveryCallAndChangesNothing() {
    List<LayerCall> calls = new ArrayList<>();
    Layer observed = new Observed(NESTED, calls::add);
    Parameters ps = observed.initialParameters(new SplittableRandom(1));
    State st = observed.initialState(new SplittableRandom(1));
    assertEquals(NESTED.initialParameters(new SplittableRandom(1)), ps);
    assertEquals(NESTED.initialState(new SplittableRandom(1)), st);
    Tensor x = Tensor.matrix(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    Applied applied = observed.apply(x, ps, st);
    assertEquals(NESTED.apply(x, ps, st), applied);
    assertEquals(PATHS, calls.stream().map(LayerCall::path).toList());
    LayerCall second = calls.get(12);
    assertEquals(new Counter(), second.layer());
    assertEquals(Tensor.scalar(1), second.st().tensor("count"));
    assertEquals(ps.at("layer_1.layer.layer_1"), calls.get(0).ps());
    assertEquals(x, calls.get(0).x());
    LayerCall last = calls.get(calls.size() - 1);
    assertEquals(new LayerCall("", NESTED, x, ps, st, applied), last);
  }

  @Test
  void everyContainerLetsItsLayersBeExchanged() {
    List<Layer> containers =
        List.of(
            Chain.of(NO_OP),
            Branch.of(Connections.plus(), NO_OP),
            Parallel.of(Connections.plus(), NO_OP),
            Maxout.of(NO_OP),
            new SkipConnection(NO_OP, Connections.mean()),
            new Repeated(NO_OP, 2, true),
            new Repeated(NO_OP, 2, false),
            new Observed(Chain.of(NO_OP), call -> {}));
    Layer plusOne = new WrappedFunction("plus one", x -> x.plus(1));
    List<Double> expected = List.of(1.0, 1.0, 1.0, 1.0, 0.5, 2.0, 2.0, 1.0);
    for (int i = 0; i < containers.size(); i++) {
      Layer changed = containers.get(i).mapChildren((name, child) -> plusOne);
      SplittableRandom rng = new SplittableRandom(1);
      Applied applied =
          changed.apply(
              Tensor.scalar(0).reshape(1),
              changed.initialParameters(rng),
              changed.initialState(rng));
      assertEquals(Tensor.vector(expected.get(i)), applied.y(), containers.get(i).toString());
    }
    assertEquals(NO_OP, NO_OP.mapChildren((name, child) -> plusOne));
  }
}
