package org.fluxion.layers.training;

/**
 * How far a training has come.
 *
 * @param state after the last step
 * @param lastStep the number of the step with which the training will end
 * @param loss where the last step began
 */
public record TrainingProgress(TrainState state, long lastStep, double loss) {
  /** {@return how many steps were taken} */
  public long step() {
    return state.step();
  }
}
