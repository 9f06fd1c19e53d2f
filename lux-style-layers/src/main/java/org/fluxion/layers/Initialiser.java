package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.tensor.Tensor;

/**
 * Draws the initial value of one parameter.
 *
 * <p>Those in {@link Initialisers} are values: equal when they do the same. One of one's own is a
 * lambda, or better a record.
 */
@FunctionalInterface
public interface Initialiser {
  /**
   * {@return a tensor of the given shape}
   *
   * @param rng where all randomness comes from
   * @param fanIn the number of inputs that each output of the layer depends on
   * @param fanOut the number of outputs that each input of the layer acts on
   * @param shape of the parameter
   */
  Tensor initialise(RandomGenerator rng, int fanIn, int fanOut, int... shape);
}
