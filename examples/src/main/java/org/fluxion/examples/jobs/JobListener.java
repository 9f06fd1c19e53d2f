package org.fluxion.examples.jobs;

import org.fluxion.layers.training.TrainingProgress;

/** Is told how far a job has come, in the thread that runs it. Meant to be implemented. */
@FunctionalInterface
public interface JobListener {
  /** After each step of a stage. */
  void afterStep(String stage, TrainingProgress progress);
}
