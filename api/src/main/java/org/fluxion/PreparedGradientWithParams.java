package org.fluxion;

/**
 * The gradient of one function of input and parameters, with respect to the input, prepared for
 * arguments shaped like examples. Usable from any thread.
 */
public sealed interface PreparedGradientWithParams<X, P>
    permits PreparedOperators.GradientWithParams {
  /**
   * {@return the gradient at x with these parameters, like x}
   *
   * @throws ShapeMismatchException if either is not shaped like its example
   */
  X at(X x, P ps);

  /**
   * {@return value and gradient at x with these parameters}
   *
   * @throws ShapeMismatchException if either is not shaped like its example
   */
  ValueAndGradient<X> withValueAt(X x, P ps);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
