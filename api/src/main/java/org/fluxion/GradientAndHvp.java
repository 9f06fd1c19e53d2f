package org.fluxion;

/**
 * Gradient and Hessian times vector from one pass.
 *
 * @param gradient like x
 * @param hvp like x
 */
public record GradientAndHvp<X>(X gradient, X hvp) {}
