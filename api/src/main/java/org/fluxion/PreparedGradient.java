package org.fluxion;

/**
 * The gradient of one function by one backend, prepared for points shaped like one example.
 *
 * <p>What changes between calls is an argument; what f captures counts as constant. Usable from any
 * thread. Every method throws {@link ShapeMismatchException} when shapes differ from the
 * preparation, listing what was prepared and what is given.
 */
public sealed interface PreparedGradient<X> permits PreparedOperators.Gradient {
  /** {@return the gradient at x, like x} */
  X at(X x);

  /** {@return value and gradient at x} */
  ValueAndGradient<X> withValueAt(X x);

  /**
   * Writes the gradient into an array; for functions of one tensor.
   *
   * @param x the elements of the point, row-major
   * @param gradient to be filled, as long as x
   * @return the value
   */
  double into(double[] x, double[] gradient);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
