package org.fluxion.layers;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/** Adds the number of calls before this one to its input, and sums up its inputs. */
record Counter() implements Layer {
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.of(Map.of("count", Tensor.scalar(0), "total", Tensor.scalar(0)));
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Tensor count = st.tensor("count");
    Tensor total = st.tensor("total").plus(x.sum());
    return new Applied(x.plus(count), st.with("count", count.plus(1)).with("total", total));
  }
}
