package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Stochastic gradient descent, with or without momentum.
 *
 * <pre>{@code
 * velocity ← momentum · velocity + g
 * ps ← ps − learningRate · velocity                       or, as Nesterov does,
 * ps ← ps − learningRate · (g + momentum · velocity)
 * }</pre>
 *
 * <p>I. Sutskever, J. Martens, G. Dahl and G. Hinton, <i>On the importance of initialization and
 * momentum in deep learning</i>, ICML 2013, in the variables of the common libraries, in which the
 * learning rate may change. Without momentum nothing is remembered; else the velocity is.
 *
 * @param learningRate of each step
 * @param momentum how much of the velocity is kept in each step, in [0, 1)
 * @param nesterov whether the step is taken as if the velocity had been followed once more
 */
public record Sgd(Schedule learningRate, double momentum, boolean nesterov)
    implements GradientOptimiser {
  private static final String NAME = "Sgd";
  private static final TensorRule PLAIN = new TensorRule(NAME);
  private static final TensorRule WITH_MOMENTUM = new TensorRule(NAME, "velocity");

  /** Checks the numbers. */
  public Sgd {
    Checked.given(NAME, "learningRate", learningRate);
    Checked.fraction(NAME, "momentum", momentum);
  }

  /** Makes the optimiser without momentum, with a constant rate. */
  public Sgd(double learningRate) {
    this(learningRate, 0);
  }

  /** Makes the optimiser with momentum that is not Nesterov's, with a constant rate. */
  public Sgd(double learningRate, double momentum) {
    this(Schedule.constant(learningRate), momentum, false);
  }

  private TensorRule rule() {
    return momentum == 0 ? PLAIN : WITH_MOMENTUM;
  }

  @Override
  public OptimiserState initialState(Parameters ps) {
    return rule().initialState(ps);
  }

  @Override
  public Updated update(Parameters ps, Parameters gradient, OptimiserState state) {
    double rate = learningRate.at(state.step());
    return rule()
        .update(
            ps,
            gradient,
            state,
            (p, g, remembered) -> {
              if (remembered.length == 0) {
                return p.minus(g.times(rate));
              }
              Tensor velocity = remembered[0].times(momentum).plus(g);
              remembered[0] = velocity;
              Tensor direction = nesterov ? g.plus(velocity.times(momentum)) : velocity;
              return p.minus(direction.times(rate));
            });
  }
}
