package org.fluxion.examples.jobs;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;

/**
 * A problem with a known answer, which a network learns.
 *
 * <p>Meant to be implemented. A job says what is trained on what, and what is measured of it at the
 * end; a {@link JobRun} does the work. It is immutable and says the same to whoever asks again.
 *
 * @param <B> what a batch is: a tensor or a structure of tensors
 */
public interface Job<B> {
  /** {@return the name by which it is called} */
  String name();

  /** {@return what it learns, in a sentence} */
  String title();

  /** {@return the problem, the network, the training and the measure, in a paragraph} */
  String description();

  /** {@return how many steps a full run takes} */
  long fullSteps();

  /**
   * {@return the stages of the training, in their order}
   *
   * @param seed of all random numbers
   * @param steps as many as {@link #fullSteps}, or fewer for a shortened run
   */
  List<Stage<B>> stages(long seed, long steps);

  /**
   * {@return the loss, a scalar}
   *
   * <p>It is pure: what changes from step to step is in the network's parameters and in the batch.
   *
   * @param backend computes the derivatives inside
   * @param network with its parameters, which an outer derivative follows
   */
  Tensor loss(Backend backend, StatefulLayer network, B batch);

  /**
   * {@return what came out: figures and pictures}
   *
   * @param backend computes derivatives where the findings need some
   * @param ends the states after each stage
   */
  Findings findings(Backend backend, List<TrainState> ends);
}
