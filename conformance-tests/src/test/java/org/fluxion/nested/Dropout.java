package org.fluxion.nested;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/**
 * Dropout: the mask is drawn from a key in the state, and the key of the next call is the next
 * number.
 *
 * @param kept the share of elements that is kept
 * @param seen is told the key of each sweep
 */
record Dropout(double kept, DoubleConsumer seen) implements Layer {
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.of(Map.of("key", Tensor.scalar(rng.nextInt(1000))));
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Tensor key = st.tensor("key");
    seen.accept(key.item());
    SplittableRandom random = new SplittableRandom((long) key.item());
    double[] mask = new double[x.size()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextDouble() < kept ? 1 / kept : 0;
    }
    Tensor y = x.times(Tensor.of(mask, x.shape().toArray()));
    return new Applied(y, st.with("key", key.plus(1)));
  }
}
