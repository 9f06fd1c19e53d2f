package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value and Jacobian from one pass.
 *
 * @param value f(x)
 * @param jacobian size of f(x) × size of x, both flattened row-major
 */
public record ValueAndJacobian(Tensor value, Tensor jacobian) {}
