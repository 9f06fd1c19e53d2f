package org.fluxion.examples;

import java.util.List;
import org.fluxion.Parameters;

/**
 * The course of a training.
 *
 * @param parameters at its end
 * @param losses before each step, and after the last one
 */
record TrainingRun(Parameters parameters, List<Double> losses) {
  TrainingRun {
    losses = List.copyOf(losses);
  }

  int steps() {
    return losses.size() - 1;
  }

  double loss() {
    return losses.get(steps());
  }
}
