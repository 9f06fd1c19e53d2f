package org.fluxion;

import org.fluxion.tensor.Tensor;

/** A differentiable function of one tensor. */
@FunctionalInterface
public interface TensorFunction extends Differentiable<Tensor> {}
