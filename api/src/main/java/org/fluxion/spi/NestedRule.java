package org.fluxion.spi;

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
   * {@return the results of an inner call, such that outer derivatives see how they depend on every
   * operand}
   *
   * @param call the operator
   * @param operands as the call describes; at least one is watched
   */
  Tensor[] apply(InnerCall call, Tensor... operands);
}
