package org.fluxion.layers.training;

/**
 * How a training ended.
 *
 * @param state after the last step
 * @param loss where the last step began; NaN if there was no step to take
 * @param ending why it was the last
 */
public record TrainingResult(TrainState state, double loss, Ending ending) {
  /** Why a training ended. */
  public enum Ending {
    /** All steps were taken. */
    FINISHED,
    /** The optimiser found nothing better; that it looked counts as no step. */
    CONVERGED,
    /** It was asked to stop. */
    STOPPED,
    /** The thread was interrupted. */
    INTERRUPTED
  }
}
