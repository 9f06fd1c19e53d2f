package org.fluxion.examples.jobs;

import java.nio.file.Path;
import java.util.List;
import org.fluxion.layers.training.TrainState;

/**
 * What the training of a job gave.
 *
 * @param ends the states after each stage that was begun
 * @param steps how many were taken, in all stages together, those before a stop included
 * @param stepsNow how many were taken in this run
 * @param seconds that these took
 * @param isStopped whether it was asked to stop before its end
 * @param file the state with which it goes on
 */
public record Trained(
    List<TrainState> ends,
    long steps,
    long stepsNow,
    double seconds,
    boolean isStopped,
    Path file) {
  /** Copies the list. */
  public Trained {
    ends = List.copyOf(ends);
  }
}
