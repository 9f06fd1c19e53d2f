package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ChainTest {
  /** The layer that the documentation of {@link Layer} shows. */
  record Stretch(int features) implements Layer {
    @Override
    public Parameters initialParameters(RandomGenerator rng) {
      return Parameters.of(Map.of("factor", Tensor.ones(features)));
    }

    @Override
    public State initialState(RandomGenerator rng) {
      return State.empty();
    }

    @Override
    public Applied apply(Tensor x, Parameters ps, State st) {
      return new Applied(x.times(ps.tensor("factor")), st);
    }
  }

  private static SplittableRandom rng() {
    return new SplittableRandom(3);
  }

  @Test
  void appliesItsLayersFirstToLast() {
    Layer model = Chain.of(new Dense(1, 2), new Stretch(2));
    Parameters ps =
        model
            .initialParameters(rng())
            .with("layer_1.weight", Tensor.matrix(new double[][] {{2, 3}}))
            .with("layer_1.bias", Tensor.vector(1, -1))
            .with("layer_2.factor", Tensor.vector(10, 100));
    Tensor x = Tensor.matrix(new double[][] {{0}, {1}, {-2}});
    assertClose(
        Tensor.matrix(new double[][] {{10, -100}, {30, 200}, {-30, -700}}),
        model.apply(x, ps, model.initialState(rng())).y());
  }

  @Test
  void namesItsLayersFromOne() {
    Layer model = Chain.of(new Dense(1, 2), new Chain(), Chain.of(new Stretch(2)), new Dense(2, 1));
    Parameters ps = model.initialParameters(rng());
    assertEquals(
        List.of(
            "layer_1.weight",
            "layer_1.bias",
            "layer_3.layer_1.factor",
            "layer_4.weight",
            "layer_4.bias"),
        ps.paths());
    assertEquals(
        List.of("layer_1", "layer_2", "layer_3", "layer_4"), model.initialState(rng()).names());
  }

  @Test
  void withoutLayersIsTheIdentity() {
    Layer model = new Chain();
    Tensor x = Tensor.vector(1, 2);
    Applied applied = model.apply(x, model.initialParameters(rng()), model.initialState(rng()));
    assertSame(x, applied.y());
    assertEquals(State.empty(), applied.st());
    assertEquals(Parameters.empty(), model.initialParameters(rng()));
    assertEquals(Chain.of(), model);
  }

  @Test
  void addingALayerAtTheEndKeepsTheInitialValuesOfTheOthers() {
    Parameters shorter = Chain.of(new Dense(3, 2)).initialParameters(rng());
    Parameters longer = Chain.of(new Dense(3, 2), new Dense(2, 5)).initialParameters(rng());
    assertEquals(shorter.at("layer_1"), longer.at("layer_1"));
  }

  @Test
  void handsEachLayerItsOwnState() {
    Layer model = Chain.of(new Counter(), new Stretch(1), new Counter());
    Parameters ps = model.initialParameters(rng());
    State st = model.initialState(rng()).with("layer_3.count", Tensor.scalar(5));
    Applied first = model.apply(Tensor.vector(2), ps, st);
    assertClose(Tensor.vector(7), first.y());
    assertEquals(Tensor.scalar(1), first.st().tensor("layer_1.count"));
    assertEquals(Tensor.scalar(6), first.st().tensor("layer_3.count"));
    assertClose(Tensor.vector(9), model.apply(Tensor.vector(2), ps, first.st()).y());
    assertEquals(Tensor.scalar(0), st.tensor("layer_1.count"));
  }

  @Test
  void returnsTheStateItselfWhenNoLayerChangesIt() {
    Layer model = Chain.of(new Stretch(1), new Stretch(1));
    State st = model.initialState(rng());
    assertSame(st, model.apply(Tensor.vector(2), model.initialParameters(rng()), st).st());
  }

  @Test
  void keepsItsOwnCopyOfTheLayers() {
    List<Layer> layers = new ArrayList<>(List.of(new Stretch(1)));
    Chain model = new Chain(layers);
    layers.clear();
    assertEquals(List.of(new Stretch(1)), model.layers());
  }

  @Test
  void refusesNullForALayer() {
    var error = assertThrows(FluxionException.class, () -> Chain.of(new Stretch(1), (Layer) null));
    assertEquals("NamedLayers: layer_2 is null", error.getMessage());
  }

  @Test
  void saysWhichLayerHasNoParametersOrState() {
    Layer model = Chain.of(new Stretch(1), new Stretch(1));
    Parameters ps = model.initialParameters(rng());
    State st = model.initialState(rng());
    Tensor x = Tensor.vector(1);
    Parameters half = Chain.of(new Stretch(1)).initialParameters(rng());
    var noParameters = assertThrows(StructureException.class, () -> model.apply(x, half, st));
    assertEquals("Parameters: no \"layer_2\"; there are layer_1.factor", noParameters.getMessage());
    var noState = assertThrows(StructureException.class, () -> model.apply(x, ps, State.empty()));
    assertEquals("State: no state \"layer_1\"; it is empty", noState.getMessage());
  }
}
