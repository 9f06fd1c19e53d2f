package org.fluxion.tensor;

/**
 * What a primitive gave at a point, and its derivative there.
 *
 * @param value the result
 * @param differential the derivative, for all operands
 */
public record Linearized(Tensor value, Differential differential) {}
