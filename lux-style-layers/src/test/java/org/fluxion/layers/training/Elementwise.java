package org.fluxion.layers.training;

import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/** A function as a layer, without parameters. */
record Elementwise(UnaryOperator<Tensor> function) implements Layer {
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    return new Applied(function.apply(x), st);
  }
}
