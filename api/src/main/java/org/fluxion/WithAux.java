package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * A value to differentiate, and anything else that the function wants to hand out with it.
 *
 * @param value a scalar
 * @param aux not differentiated
 */
public record WithAux<A>(Tensor value, A aux) {}
