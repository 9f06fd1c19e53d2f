package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * A way to make the value of a function smaller, step by step.
 *
 * <p>An optimiser is an immutable value and holds no state; what it must remember is handed in and
 * handed back, as with layers, and can be saved. Those that look at one gradient per step are
 * {@link GradientOptimiser}s; {@link Lbfgs} looks at several points.
 *
 * <p>Meant to be implemented.
 */
public interface Optimiser {
  /** {@return the state before the first step} */
  OptimiserState initialState(Parameters ps);

  /**
   * {@return what one step gives}
   *
   * <p>An optimiser that finds nothing better returns the very parameters and the very state that
   * it got, which ends the training.
   *
   * @param objective the function to make smaller
   * @param ps the parameters now
   * @param state that of {@link #initialState} or of the step before
   * @throws org.fluxion.FluxionException if the state or a gradient belongs to other parameters
   */
  OptimiserStep step(Objective objective, Parameters ps, OptimiserState state);
}
