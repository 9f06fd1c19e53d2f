package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value and gradient from one pass.
 *
 * @param value f(x), a scalar
 * @param gradient like x
 */
public record ValueAndGradient<X>(Tensor value, X gradient) {}
