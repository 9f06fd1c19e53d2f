package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value, gradient and Hessian from one pass.
 *
 * @param value f(x), a scalar
 * @param gradient like x
 * @param hessian size of x × size of x, flattened row-major
 */
public record ValueGradientAndHessian(Tensor value, Tensor gradient, Tensor hessian) {}
