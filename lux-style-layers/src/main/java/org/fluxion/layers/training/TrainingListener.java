package org.fluxion.layers.training;

/** Is told how far a training has come, in the thread that runs it. Meant to be implemented. */
@FunctionalInterface
public interface TrainingListener {
  /** After each step. */
  void afterStep(TrainingProgress progress);
}
