package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value and derivative of a function of one number.
 *
 * @param value f(x)
 * @param derivative like f(x)
 */
public record ValueAndDerivative(Tensor value, Tensor derivative) {}
