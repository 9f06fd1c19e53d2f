package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/** A layer that has neither parameters nor state: a function of its input. */
interface Stateless extends Layer {
  /** {@return the output} */
  Tensor apply(Tensor x);

  @Override
  default Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  @Override
  default State initialState(RandomGenerator rng) {
    return State.empty();
  }

  @Override
  default Applied apply(Tensor x, Parameters ps, State st) {
    return new Applied(apply(x), st);
  }
}
