package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value and tangent from one pass.
 *
 * @param value f(x)
 * @param tangent like f(x)
 */
public record ValueAndPushforward(Tensor value, Tensor tangent) {}
