package org.fluxion.examples.jobs;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.fluxion.layers.training.Batches;
import org.fluxion.layers.training.TrainState;

/**
 * A part of a training, which has one optimiser.
 *
 * @param name in small letters and hyphens, since a file is called after it
 * @param start makes the first state of the last one of the stage before
 * @param batches the data of each step
 * @param lastStep how many steps will have been taken at its end, those of stages that it carries
 *     on included
 * @param <B> what a batch is
 */
public record Stage<B>(
    String name, UnaryOperator<TrainState> start, Batches<B> batches, long lastStep) {

  /** {@return a stage that begins anew, whatever was before} */
  public static <B> Stage<B> anew(
      String name, Supplier<TrainState> start, Batches<B> batches, long lastStep) {
    return new Stage<>(name, before -> start.get(), batches, lastStep);
  }
}
