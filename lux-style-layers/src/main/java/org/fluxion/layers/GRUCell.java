package org.fluxion.layers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * The gated recurrent unit of K. Cho et al., <i>Learning phrase representations using RNN
 * encoder–decoder</i>, EMNLP 2014, in the form of PyTorch and Lux, where the reset gate acts behind
 * the product.
 *
 * <p>With σ the logistic function, and all three gates side by side in the order r, z, n,
 *
 * <ul>
 *   <li>(r, z, n) = x · W_ih + b_ih and (r', z', n') = h · W_hh + b_hh,
 *   <li>u = σ(z + z'), candidate = tanh(n + σ(r + r') n'),
 *   <li>h' = (1 − u) candidate + u h.
 * </ul>
 *
 * <p>It carries {@code hidden}, h. Its parameters have the names that they have there, but input ×
 * output: {@code weight_ih} is in × 3 out, {@code weight_hh} out × 3 out, {@code bias_ih} and
 * {@code bias_hh} are [3 out].
 *
 * @param in the number of input features, at least 1
 * @param out the number of output features, at least 1
 * @param initial draws all parameters; with {@code out} as its fans
 */
public record GRUCell(int in, int out, Initialiser initial) implements RecurrentCell {
  /** Checks the numbers of features. */
  public GRUCell {
    Gates.check("GRUCell", in, out, initial);
  }

  /** Makes a cell whose parameters start uniform on ±1/√out. */
  public GRUCell(int in, int out) {
    this(in, out, Gates.usual());
  }

  private Gates gates() {
    return new Gates("GRUCell", in, out, 3);
  }

  @Override
  public List<String> carried() {
    return List.of("hidden");
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
    Tensor h = carry.get(0);
    List<Tensor> input = gates().split(projected);
    List<Tensor> hidden = gates().split(gates().ofHidden(h, ps));
    Tensor reset = input.get(0).plus(hidden.get(0)).sigmoid();
    Tensor update = input.get(1).plus(hidden.get(1)).sigmoid();
    Tensor candidate = input.get(2).plus(reset.times(hidden.get(2))).tanh();
    return List.of(candidate.plus(update.times(h.minus(candidate))));
  }

  /** {@return the type and the numbers of features} */
  @Override
  public String toString() {
    return Gates.title("GRUCell", in, out);
  }
}
