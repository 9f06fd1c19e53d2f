package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * The Hessian of one function by one backend, prepared for points of one shape. Usable from any
 * thread.
 */
public sealed interface PreparedHessian permits PreparedOperators.Hessian {
  /**
   * {@return the Hessian at x: size of x × size of x}
   *
   * @throws ShapeMismatchException if x has another shape than prepared
   */
  Tensor at(Tensor x);

  /**
   * {@return value, gradient and Hessian at x}
   *
   * @throws ShapeMismatchException if x has another shape than prepared
   */
  ValueGradientAndHessian withValueAt(Tensor x);

  /**
   * {@return the recorded program as text: its operations, buffers and counted cost; or why nothing
   * is recorded}
   */
  String describe();
}
