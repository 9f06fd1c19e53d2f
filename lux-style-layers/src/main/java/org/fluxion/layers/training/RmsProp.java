package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * Gradient descent whose steps are divided by a running root mean square of the gradient.
 *
 * <p>T. Tieleman and G. Hinton, <i>Neural networks for machine learning</i>, lecture 6.5, 2012:
 *
 * <pre>{@code
 * v ← ρ v + (1 − ρ) g²
 * ps ← ps − learningRate · g / (√v + ε)
 * }</pre>
 *
 * @param learningRate about the size of one step in each parameter
 * @param rho how much of the mean square is kept in each step, in [0, 1)
 * @param epsilon keeps the division finite where the gradient was always 0; positive
 */
public record RmsProp(Schedule learningRate, double rho, double epsilon)
    implements GradientOptimiser {
  private static final TensorRule RULE = new TensorRule("RmsProp", "v");

  /** Checks the numbers. */
  public RmsProp {
    Checked.given("RmsProp", "learningRate", learningRate);
    Checked.fraction("RmsProp", "rho", rho);
    Checked.positive("RmsProp", "epsilon", epsilon);
  }

  /** Makes an optimiser with a constant rate, ρ = 0.9 as in the lecture, and ε = 10⁻⁸. */
  public RmsProp(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 1e-8);
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return RULE.initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    double rate = learningRate.at(state.step());
    return RULE.update(
        ps,
        gradient,
        state,
        (p, g, remembered) -> {
          remembered[0] = TensorRule.mean(rho, remembered[0], g.square());
          return p.minus(g.times(rate).div(remembered[0].sqrt().plus(epsilon)));
        });
  }
}
