package org.fluxion;

/**
 * Hessian times vector for one function by one backend, prepared for points shaped like one
 * example. Usable from any thread.
 */
public sealed interface PreparedHvp<X> permits PreparedOperators.Hvp {
  /**
   * {@return the Hessian at x times a vector, like x}
   *
   * @throws ShapeMismatchException if either is not shaped like the example
   */
  X at(X x, X vector);

  /**
   * {@return gradient at x, and Hessian times vector}
   *
   * @throws ShapeMismatchException if either is not shaped like the example
   */
  GradientAndHvp<X> withGradientAt(X x, X vector);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
