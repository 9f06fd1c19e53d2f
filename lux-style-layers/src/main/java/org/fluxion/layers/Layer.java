package org.fluxion.layers;

import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * A part of a model: an immutable value that says what its parameters and state look like and what
 * it computes, and holds neither.
 *
 * <p>Meant to be implemented. A layer of one's own is a record with three methods:
 *
 * <pre>{@code
 * record Stretch(int features) implements Layer {
 *   public Parameters initialParameters(RandomGenerator rng) {
 *     return Parameters.of(Map.of("factor", Tensor.ones(features)));
 *   }
 *
 *   public State initialState(RandomGenerator rng) {
 *     return State.empty();
 *   }
 *
 *   public Applied apply(Tensor x, Parameters ps, State st) {
 *     return new Applied(x.times(ps.tensor("factor")), st);
 *   }
 * }
 * }</pre>
 *
 * <p>All methods are pure: randomness comes only from the generator given, and what changes from
 * call to call is state, handed in and handed back. So a layer may be used from any thread, and
 * twice in one model. A layer that has other layers inside gives the parameters and the state of
 * each a name of their own, as {@link Chain} does, and overrides {@link #mapChildren}; {@link
 * NamedLayers} does the work. A layer that acts differently in training has a flag in its state,
 * see {@link State#TRAINING}.
 */
public interface Layer {
  /**
   * {@return parameters to start training from}
   *
   * @param rng where all randomness comes from; the same numbers give the same parameters
   */
  Parameters initialParameters(RandomGenerator rng);

  /**
   * {@return the state before the first call; {@link State#empty()} if there is none}
   *
   * @param rng where all randomness comes from
   */
  State initialState(RandomGenerator rng);

  /**
   * {@return the output, and the state for the next call}
   *
   * <p>A layer that changes nothing returns {@code st} itself.
   *
   * @param x the input; rows are samples: batch × features
   * @param ps structured as those of {@link #initialParameters}
   * @param st structured as that of {@link #initialState}
   * @throws org.fluxion.FluxionException naming the layer, if input or parameters do not fit
   */
  Applied apply(Tensor x, Parameters ps, State st);

  /**
   * {@return this layer with others in place of the layers inside}
   *
   * <p>So that layers can be looked at, wrapped or exchanged wherever they are in a model. If not
   * overridden, there are none inside and the layer returns itself.
   *
   * @param function makes of the name of a layer directly inside, and of that layer, the one to
   *     take its place; it is asked in order, once for each name
   */
  default Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return this;
  }
}
