package org.fluxion.layers.training;

import org.fluxion.tensor.Tensor;

/**
 * What one step of training gives.
 *
 * @param loss where the step began, a scalar
 * @param state after the step
 */
public record TrainStep(Tensor loss, TrainState state) {}
