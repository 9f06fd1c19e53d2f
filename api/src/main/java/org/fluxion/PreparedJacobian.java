package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * The Jacobian of one function by one backend, prepared for points of one shape. Usable from any
 * thread.
 */
public sealed interface PreparedJacobian permits PreparedOperators.Jacobian {
  /**
   * {@return the Jacobian at x: size of f(x) × size of x}
   *
   * @throws ShapeMismatchException if x has another shape than prepared
   */
  Tensor at(Tensor x);

  /**
   * {@return value and Jacobian at x}
   *
   * @throws ShapeMismatchException if x has another shape than prepared
   */
  ValueAndJacobian withValueAt(Tensor x);

  /**
   * Writes value and Jacobian into arrays.
   *
   * @param x the elements of the point, row-major
   * @param value to be filled with f(x)
   * @param jacobian to be filled, row-major
   * @throws ShapeMismatchException if an array has the wrong length
   */
  void into(double[] x, double[] value, double[] jacobian);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
