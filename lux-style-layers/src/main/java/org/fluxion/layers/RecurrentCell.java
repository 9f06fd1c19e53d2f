package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * One step of a recurrent layer: from an input and what is carried from the step before, to what is
 * carried to the next.
 *
 * <p>{@link Recurrence} takes the steps over a sequence. As a layer by itself a cell takes one step
 * at each call, from batch × in to batch × out, and carries on in the state: the tensors named by
 * {@link #carried}, of no rows before the first call, then batch × out. A new {@link
 * Layer#initialState} starts again. Meant to be implemented; the cells here are {@link RNNCell},
 * {@link LSTMCell} and {@link GRUCell}.
 */
public interface RecurrentCell extends Layer {
  /** {@return the number of input features} */
  int in();

  /** {@return the number of output features, and of the features of each tensor carried} */
  int out();

  /** {@return the names of what is carried; the first is the output} */
  List<String> carried();

  /**
   * {@return what of a step depends on the input alone, with the same leading axes}
   *
   * <p>So that all inputs of a sequence go through one product.
   *
   * @param x shape […, in]
   */
  Tensor project(Tensor x, Parameters ps);

  /**
   * {@return what is carried to the next step, in the order of {@link #carried}}
   *
   * @param projected what {@link #project} made of a batch of inputs
   * @param carry from the step before, each of shape batch × out
   */
  List<Tensor> step(Tensor projected, List<Tensor> carry, Parameters ps);

  @Override
  default State initialState(RandomGenerator rng) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    carried().forEach(name -> state.put(name, Tensor.zeros(0, out())));
    return State.of(state);
  }

  /**
   * {@return the output of one step, and what is carried as state}
   *
   * @param x shape [batch, in]
   * @throws ShapeMismatchException if x has another shape, or if what is carried belongs to a batch
   *     of another size
   */
  @Override
  default Applied apply(Tensor x, Parameters ps, State st) {
    if (x.rank() != 2) {
      throw new ShapeMismatchException(
          this + ": x has shape " + x.shape() + "; expected batch × " + in());
    }
    List<Tensor> carry = step(project(x, ps), Carry.of(this, st, x.shape().get(0)), ps);
    return new Applied(carry.get(0), Carry.kept(this, st, carry));
  }
}
