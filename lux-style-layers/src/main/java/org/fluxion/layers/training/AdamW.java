package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * {@link Adam}, with parameters that shrink beside the step and not through the gradient.
 *
 * <p>I. Loshchilov and F. Hutter, <i>Decoupled weight decay regularization</i>, ICLR 2019,
 * algorithm 2: before each step, ps ← ps · (1 − learningRate · decay).
 *
 * @param adam what is done besides
 * @param decay how fast the parameters shrink, and which ones do
 */
public record AdamW(Adam adam, WeightDecay decay) implements GradientOptimiser {
  /** Checks that both are there. */
  public AdamW {
    Checked.given("AdamW", "adam", adam);
    Checked.given("AdamW", "decay", decay);
  }

  /** Makes an optimiser with a constant rate, and the other numbers as in Adam's paper. */
  public AdamW(double learningRate, WeightDecay decay) {
    this(new Adam(learningRate), decay);
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return adam.initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    double rate = adam.learningRate().at(state.step());
    return adam.update(decay.shrink(rate, ps), gradient, state);
  }
}
