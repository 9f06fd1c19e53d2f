package org.fluxion.layers.training;

import org.fluxion.Parameters;

/** An optimiser that sees gradients as a transform leaves them. */
record TransformedGradient(GradientTransform transform, GradientOptimiser optimiser)
    implements GradientOptimiser {
  TransformedGradient {
    Checked.given("GradientOptimiser.after", "transform", transform);
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return optimiser.initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    return optimiser.update(ps, transform.apply(ps, gradient), state);
  }
}
