package org.fluxion.layers.training;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/** Multiplies its input by a random number near 1, which is another one in each call. */
record Jitter() implements Layer {
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.of(Map.of("calls", Tensor.scalar(0)));
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Tensor calls = st.tensor("calls");
    double factor = 0.9 + 0.2 * new SplittableRandom((long) calls.item()).nextDouble();
    return new Applied(x.times(factor), st.with("calls", calls.plus(1)));
  }
}
