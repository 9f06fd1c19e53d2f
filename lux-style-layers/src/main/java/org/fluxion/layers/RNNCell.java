package org.fluxion.layers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * The plain recurrent cell of J. Elman, <i>Finding structure in time</i>, Cognitive Science 14
 * (1990).
 *
 * <p>h' = activation(x · W_ih + b_ih + h · W_hh + b_hh). It carries {@code hidden}, h. Its
 * parameters have the names and the meaning that they have in PyTorch and Lux, but input × output:
 * {@code weight_ih} is in × out, {@code weight_hh} out × out, {@code bias_ih} and {@code bias_hh}
 * are [out].
 *
 * @param in the number of input features, at least 1
 * @param out the number of output features, at least 1
 * @param activation usually {@link Activation#TANH}
 * @param initial draws all parameters; with {@code out} as its fans
 */
public record RNNCell(int in, int out, Activation activation, Initialiser initial)
    implements RecurrentCell {
  /** Checks the numbers of features. */
  public RNNCell {
    Given.require(activation, "RNNCell: activation is null; use IDENTITY for none");
    Gates.check("RNNCell", in, out, initial);
  }

  /** Makes a cell with tanh, whose parameters start uniform on ±1/√out. */
  public RNNCell(int in, int out) {
    this(in, out, Activation.TANH, Gates.usual());
  }

  private Gates gates() {
    return new Gates("RNNCell", in, out, 1);
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
    return List.of(activation.apply(projected.plus(gates().ofHidden(carry.get(0), ps))));
  }

  /** {@return the type and the numbers of features} */
  @Override
  public String toString() {
    return Gates.title("RNNCell", in, out);
  }
}
