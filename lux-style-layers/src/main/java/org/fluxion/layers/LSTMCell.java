package org.fluxion.layers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * The long short-term memory of S. Hochreiter and J. Schmidhuber, Neural Computation 9 (1997), with
 * the forget gate of F. Gers et al., Neural Computation 12 (2000).
 *
 * <p>With σ the logistic function, and all four gates side by side in the order i, f, g, o of
 * PyTorch and Lux,
 *
 * <ul>
 *   <li>(i, f, g, o) = x · W_ih + b_ih + h · W_hh + b_hh,
 *   <li>c' = σ(f) c + σ(i) tanh(g),
 *   <li>h' = σ(o) tanh(c').
 * </ul>
 *
 * <p>It carries {@code hidden}, h, which is the output, and {@code memory}, c. Its parameters have
 * the names that they have there, but input × output: {@code weight_ih} is in × 4 out, {@code
 * weight_hh} out × 4 out, {@code bias_ih} and {@code bias_hh} are [4 out].
 *
 * @param in the number of input features, at least 1
 * @param out the number of output features, at least 1
 * @param initial draws all parameters; with {@code out} as its fans
 */
public record LSTMCell(int in, int out, Initialiser initial) implements RecurrentCell {
  /** Checks the numbers of features. */
  public LSTMCell {
    Gates.check("LSTMCell", in, out, initial);
  }

  /** Makes a cell whose parameters start uniform on ±1/√out. */
  public LSTMCell(int in, int out) {
    this(in, out, Gates.usual());
  }

  private Gates gates() {
    return new Gates("LSTMCell", in, out, 4);
  }

  @Override
  public List<String> carried() {
    return List.of("hidden", "memory");
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return gates().initialParameters(rng, initial);
  }

  @Override
  public Tensor project(Tensor x, Parameters ps) {
    return gates().ofInput(x, ps);
  }

  @Override
  public List<Tensor> step(Tensor projected, List<Tensor> carry, Parameters ps) {
    List<Tensor> gates = gates().split(projected.plus(gates().ofHidden(carry.get(0), ps)));
    Tensor kept = gates.get(1).sigmoid().times(carry.get(1));
    Tensor memory = kept.plus(gates.get(0).sigmoid().times(gates.get(2).tanh()));
    return List.of(gates.get(3).sigmoid().times(memory.tanh()), memory);
  }

  /** {@return the type and the numbers of features} */
  @Override
  public String toString() {
    return Gates.title("LSTMCell", in, out);
  }
}
