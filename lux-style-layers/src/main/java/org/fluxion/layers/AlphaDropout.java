package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Dropout for networks of {@link Activation#SELU}: keeps mean 0 and variance 1.
 *
 * <p>G. Klambauer et al., <i>Self-normalizing neural networks</i>, NIPS 2017: with probability
 * {@code rate} an element becomes α′ = −λα, the value that SELU tends to at −∞, and then all are
 * scaled and shifted, with q = 1 − rate:
 *
 * <pre>{@code
 * y = a · (x ⊙ mask + α′ (1 − mask)) + b,  a = (q + α′² q (1 − q))^(−½),  b = −a (1 − q) α′
 * }</pre>
 *
 * <p>In test mode y = x. The mask is drawn from {@code key} in the state, as for {@link Dropout}.
 * Takes an input of any shape, also an empty batch.
 *
 * @param rate the probability of α′, in [0, 1)
 */
public record AlphaDropout(double rate) implements Layer {
  private static final double LIMIT = -Activation.SELU_SCALE * Activation.SELU_ALPHA;

  /** Checks the rate. */
  public AlphaDropout {
    Dropout.requireRate("AlphaDropout", rate);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.empty();
  }

  /** {@return a key, in training mode} */
  @Override
  public State initialState(RandomGenerator rng) {
    return Dropout.keyed(rng);
  }

  /** {@return the masked input, and in training the state with the next key} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    if (!st.isTraining()) {
      return new Applied(x, st);
    }
    double q = 1 - rate;
    double a = 1 / Math.sqrt(q + LIMIT * LIMIT * q * rate);
    Tensor mask = Dropout.kept(x, st, rate);
    // What an element is set to, scaled and shifted: a α′ + b = a α′ q.
    Tensor shift =
        Tensor.where(mask, Tensor.scalar(-a * rate * LIMIT), Tensor.scalar(a * LIMIT * q));
    return new Applied(x.times(mask.times(a)).plus(shift), Dropout.nextKey(st));
  }
}
