package org.fluxion.layers.training;

import static org.fluxion.Derivatives.valueAndGradientWithAux;

import org.fluxion.Backend;
import org.fluxion.Parameters;
import org.fluxion.Partition;
import org.fluxion.ValueGradientAndAux;
import org.fluxion.layers.State;

/**
 * How a step comes to the gradient of the loss.
 *
 * @param <B> what a batch is
 */
@FunctionalInterface
interface LossGradient<B> {
  /**
   * {@return loss, gradient, and the state of the model after}
   *
   * @param before the state at the beginning of the step
   * @param parts its parameters, those that are frozen apart
   * @param trainable the point, in place of the trainable ones
   */
  ValueGradientAndAux<Parameters, State> at(
      TrainState before, Partition parts, Parameters trainable, B batch);

  /** {@return the gradient by differentiating anew each time} */
  static <B> LossGradient<B> unprepared(Backend backend, LossFunction<B> loss) {
    return (before, parts, trainable, batch) ->
        valueAndGradientWithAux(
            backend,
            ps -> loss.apply(before.model(), parts.union(ps), before.st(), batch),
            trainable);
  }
}
