package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;

/**
 * A function of the parameters that is to be made smaller, as an {@link Optimiser} sees it.
 *
 * <p>{@code p -> Derivatives.valueAndGradient(backend, loss, p)} is one.
 */
@FunctionalInterface
public interface Objective {
  /** {@return the value, a scalar, and the gradient at these parameters} */
  ValueAndGradient<Parameters> at(Parameters ps);
}
