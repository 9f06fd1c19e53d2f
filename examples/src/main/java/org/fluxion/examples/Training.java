package org.fluxion.examples;

import static org.fluxion.Derivatives.valueAndGradient;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.layers.training.Adam;
import org.fluxion.layers.training.OptimiserState;
import org.fluxion.layers.training.Updated;
import org.fluxion.tensor.Tensor;

/**
 * Trains a network on a {@link NestedLoss}, with all points in every step.
 *
 * @param backend computes the inner derivative and differentiates the loss
 * @param loss of the network
 * @param t the points
 */
record Training(Backend backend, NestedLoss loss, Tensor t) {
  /**
   * Small enough that the loss falls smoothly, so that where training stops is no accident; three
   * times as large needs a quarter of the steps, and now and then jumps up.
   */
  private static final double LEARNING_RATE = 0.003;

  /**
   * {@return the course of the training, which ends when the loss is below the goal, or after the
   * last step allowed}
   *
   * @throws FluxionException if the loss is not a number any more
   */
  TrainingRun run(Parameters start, double goal, int maxSteps, DemoListener listener) {
    Differentiable<Arguments> ofBoth = loss.of(backend, loss::stateful);
    Differentiable<Parameters> ofParameters = p -> ofBoth.apply(new Arguments(t, p));
    Adam adam = new Adam(LEARNING_RATE);
    Parameters ps = start;
    OptimiserState state = adam.initialState(ps);
    List<Double> losses = new ArrayList<>();
    while (true) {
      ValueAndGradient<Parameters> now = valueAndGradient(backend, ofParameters, ps);
      double value = now.value().item();
      listener.training(losses.size(), value);
      losses.add(value);
      if (!Double.isFinite(value)) {
        throw new FluxionException(
            String.format(
                "training with backend \"%s\": the loss is %s after %d steps",
                backend.name(), value, losses.size() - 1));
      }
      if (value < goal || losses.size() > maxSteps) {
        return new TrainingRun(ps, losses);
      }
      Updated next = adam.update(ps, now.gradient(), state);
      ps = next.ps();
      state = next.state();
    }
  }
}
