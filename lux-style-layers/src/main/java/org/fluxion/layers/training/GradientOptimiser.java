package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;

/**
 * An optimiser that needs one gradient per step, and nothing of the function but that.
 *
 * <p>An update is made of tensor operations, so it may be differentiated: that is how the numbers
 * of an optimiser or the parameters before a step are optimised themselves. Meant to be
 * implemented.
 */
public interface GradientOptimiser extends Optimiser {
  /**
   * {@return the parameters after one step, and the state for the next}
   *
   * @param ps the parameters now
   * @param gradient of the loss with respect to them
   * @param state that of {@link #initialState} or of the step before
   * @throws org.fluxion.StructureException if gradient or state have other paths than the
   *     parameters
   * @throws org.fluxion.ShapeMismatchException if a tensor in one of them has another shape
   */
  Updated update(Parameters ps, Parameters gradient, OptimiserState state);

  @Override
  default OptimiserStep step(Objective objective, Parameters ps, OptimiserState state) {
    ValueAndGradient<Parameters> before = objective.at(ps);
    return new OptimiserStep(before, update(ps, before.gradient(), state));
  }

  /** {@return this optimiser, given every gradient as a transform leaves it} */
  default GradientOptimiser after(GradientTransform transform) {
    return new TransformedGradient(transform, this);
  }
}
