package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * In training sets elements to 0 at random and scales up the others, so that the mean stays.
 *
 * <p>N. Srivastava et al., <i>Dropout</i>, JMLR 15 (2014): y = x ⊙ mask / (1 − rate), each element
 * of the mask being 0 with probability {@code rate}, else 1. In test mode y = x. The mask is drawn
 * from {@code key} in the state, so every sweep of one call has the same, and a call in training
 * leaves the next key; see {@link Keys}. Takes an input of any shape, also an empty batch.
 *
 * @param rate the probability of 0, in [0, 1)
 */
public record Dropout(double rate) implements Layer {
  /** Checks the rate. */
  public Dropout {
    requireRate("Dropout", rate);
  }

  static void requireRate(String layer, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new FluxionException(layer + ": rate must be in [0, 1), given " + rate);
    }
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  /** {@return a key, in training mode} */
  @Override
  public State initialState(RandomGenerator rng) {
    return keyed(rng);
  }

  static State keyed(RandomGenerator rng) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("key", Keys.first(rng));
    state.put(State.TRAINING, Tensor.scalar(1));
    return State.of(state);
  }

  /** {@return the masked input, and in training the state with the next key} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    if (!st.isTraining()) {
      return new Applied(x, st);
    }
    return new Applied(x.times(kept(x, st, rate).div(1 - rate)), nextKey(st));
  }

  /** {@return 0 with the probability of the rate, else 1, for each element of x} */
  static Tensor kept(Tensor x, State st, double rate) {
    return Keys.uniform(st.tensor("key"), x.shape().toArray()).greaterOrEqual(rate);
  }

  static State nextKey(State st) {
    return st.with("key", Keys.next(st.tensor("key")));
  }
}
