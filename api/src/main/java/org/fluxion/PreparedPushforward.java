package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * The pushforward of one function by one backend, prepared for points shaped like one example.
 * Usable from any thread.
 */
public sealed interface PreparedPushforward<X> permits PreparedOperators.Pushforward {
  /**
   * {@return the tangent of f(x) for a tangent of x, like f(x)}
   *
   * @throws ShapeMismatchException if either is not shaped like the example
   */
  Tensor at(X x, X tangent);

  /**
   * {@return value and tangent of f(x)}
   *
   * @throws ShapeMismatchException if either is not shaped like the example
   */
  ValueAndPushforward withValueAt(X x, X tangent);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
