package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * The pullback of one function by one backend, prepared for points shaped like one example. Usable
 * from any thread.
 */
public sealed interface PreparedPullback<X> permits PreparedOperators.Pullback {
  /**
   * {@return the cotangent of x for a cotangent of f(x), like x}
   *
   * @throws ShapeMismatchException if x is not shaped like the example, or the cotangent not like
   *     f(x)
   */
  X at(X x, Tensor cotangent);

  /**
   * {@return value, and cotangent of x}
   *
   * @throws ShapeMismatchException if x is not shaped like the example, or the cotangent not like
   *     f(x)
   */
  ValueAndPullback<X> withValueAt(X x, Tensor cotangent);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
