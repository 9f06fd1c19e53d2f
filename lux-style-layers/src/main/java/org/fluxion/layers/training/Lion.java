package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Steps of one size in every parameter, in the direction of a mean of gradients.
 *
 * <p>X. Chen et al., <i>Symbolic discovery of optimization algorithms</i>, NeurIPS 2023, algorithm
 * 2, with decay as in {@link AdamW}:
 *
 * <pre>{@code
 * ps ← ps − learningRate · (sign(β₁ m + (1 − β₁) g) + decay · ps)
 * m ← β₂ m + (1 − β₂) g
 * }</pre>
 *
 * @param learningRate the size of one step in each parameter
 * @param beta1 how much of the mean counts for the direction, in [0, 1)
 * @param beta2 how much of the mean is kept in each step, in [0, 1)
 * @param decay how fast the parameters shrink, and which ones do
 */
public record Lion(Schedule learningRate, double beta1, double beta2, WeightDecay decay)
    implements GradientOptimiser {
  private static final TensorRule RULE = new TensorRule("Lion", "m");

  /** Checks the numbers. */
  public Lion {
    Checked.given("Lion", "learningRate", learningRate);
    Checked.fraction("Lion", "beta1", beta1);
    Checked.fraction("Lion", "beta2", beta2);
    Checked.given("Lion", "decay", decay);
  }

  /** Makes an optimiser with a constant rate, β₁ = 0.9, β₂ = 0.99 and no decay. */
  public Lion(double learningRate) {
    this(Schedule.constant(learningRate), 0.9, 0.99, WeightDecay.none());
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return RULE.initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    double rate = learningRate.at(state.step());
    return RULE.update(
        decay.shrink(rate, ps),
        gradient,
        state,
        (p, g, remembered) -> {
          Tensor direction = TensorRule.mean(beta1, remembered[0], g).sign();
          remembered[0] = TensorRule.mean(beta2, remembered[0], g);
          return p.minus(direction.times(rate));
        });
  }
}
