package org.fluxion.spi;

import org.fluxion.Backend;
import org.fluxion.tensor.Tensor;

/**
 * The chain rule for a derivative inside a derivative, found by {@link java.util.ServiceLoader}.
 *
 * <p>When a function that shows its parameters is differentiated inside another derivative, the
 * value of the inner call comes from the backend that the call names, and its derivative from this
 * rule. Without a rule on the class path the engines nest naturally.
 */
public interface NestedRule {
  /**
   * {@return the gradient of f with respect to the active inputs, such that outer derivatives see
   * its dependence on all inputs}
   *
   * @param inner computes the value
   * @param f scalar, of the active inputs followed by the others
   * @param active differentiated by the inner call
   * @param others parameters that the inner call does not differentiate by
   */
  Tensor[] gradient(Backend inner, MultiFunction f, Tensor[] active, Tensor[] others);
}
