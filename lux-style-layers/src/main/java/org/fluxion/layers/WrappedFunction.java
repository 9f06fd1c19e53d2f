package org.fluxion.layers;

import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * A function of a tensor as a layer without parameters and state.
 *
 * <p>The function is pure: what is random or changes belongs in the state, which a layer of one's
 * own has. Whatever it says of a batch holds for the layer.
 *
 * @param name for messages, such as {@code softmax}
 * @param function to be applied
 */
public record WrappedFunction(String name, TensorFunction function) implements Stateless {
  /** Checks that both are there. */
  public WrappedFunction {
    Given.require(name, "WrappedFunction: name is null");
    Given.require(function, "WrappedFunction: function is null");
  }

  /** {@return what the function returns} */
  @Override
  public Tensor apply(Tensor x) {
    return Given.require(function.apply(x), "WrappedFunction: " + name + " returned null");
  }
}
