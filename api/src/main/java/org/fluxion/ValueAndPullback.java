package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * Value and cotangent from one pass.
 *
 * @param value f(x)
 * @param cotangent like x
 */
public record ValueAndPullback<X>(Tensor value, X cotangent) {}
