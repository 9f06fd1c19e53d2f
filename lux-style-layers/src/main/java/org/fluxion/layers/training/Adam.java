package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * Gradient descent whose steps are scaled by running means of the gradient and of its square.
 *
 * <p>D. P. Kingma and J. Ba, <i>Adam: a method for stochastic optimization</i>, ICLR 2015,
 * algorithm 1:
 *
 * <pre>{@code
 * m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
 * v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
 * ps ← ps − learningRate · m̂ / (√v̂ + ε)
 * }</pre>
 *
 * @param learningRate about the size of one step in each parameter
 * @param beta1 how much of the mean of the gradient is kept in each step, in [0, 1)
 * @param beta2 how much of the mean of its square is kept in each step, in [0, 1)
 * @param epsilon keeps the division finite where the gradient was always 0; positive
 */
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements GradientOptimiser {
  private static final TensorRule RULE = new TensorRule("Adam", "m", "v");

  /** Checks the numbers. */
  public Adam {
    Checked.given("Adam", "learningRate", learningRate);
    Checked.fraction("Adam", "beta1", beta1);
    Checked.fraction("Adam", "beta2", beta2);
    Checked.positive("Adam", "epsilon", epsilon);
  }

  /** Makes an optimiser with the other numbers as in the paper: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  public Adam(Schedule learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  /** Makes an optimiser with a constant rate, and the other numbers as in the paper. */
  public Adam(double learningRate) {
    this(Schedule.constant(learningRate));
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return RULE.initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    double step = (double) state.step() + 1;
    double rate = learningRate.at(state.step()) / (1 - StrictMath.pow(beta1, step));
    double correction = 1 - StrictMath.pow(beta2, step);
    return RULE.update(
        ps,
        gradient,
        state,
        (p, g, remembered) -> {
          remembered[0] = TensorRule.mean(beta1, remembered[0], g);
          remembered[1] = TensorRule.mean(beta2, remembered[1], g.square());
          return p.minus(
              remembered[0].times(rate).div(remembered[1].div(correction).sqrt().plus(epsilon)));
        });
  }
}
