package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value, gradient, and what else the function returned.
 *
 * @param value f(x), a scalar
 * @param gradient like x
 * @param aux as the function returned it
 */
public record ValueGradientAndAux<X, A>(Tensor value, X gradient, A aux) {}
