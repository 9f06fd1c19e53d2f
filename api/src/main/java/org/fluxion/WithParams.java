package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * A function of an input and of parameters.
 *
 * @param <X> the input: a tensor or a structure of tensors
 * @param <P> the parameters: a tensor or a structure of tensors
 */
@FunctionalInterface
public interface WithParams<X, P> {
  /** {@return the value at x with these parameters} */
  Tensor apply(X x, P ps);
}
