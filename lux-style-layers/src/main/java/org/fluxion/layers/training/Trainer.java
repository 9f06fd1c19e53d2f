package org.fluxion.layers.training;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.fluxion.Backend;
import org.fluxion.layers.training.TrainingResult.Ending;
import org.jspecify.annotations.Nullable;

/**
 * The loop: step after step, with somebody told, files saved, and a clean end.
 *
 * <pre>{@code
 * TrainingResult result =
 *     Trainer.of(backend, LossFunction.supervised(Losses::mse), Batches.shuffled(samples, 256, 1))
 *         .listening(progress -> bar.stepTo(progress.step()))
 *         .saving(file, 100)
 *         .run(TrainState.start(model, new Adam(3e-3), rng), 500);
 * }</pre>
 *
 * <p>A training that was saved at any step and is run on from there gives the bits of one that was
 * never stopped: a step depends on the state and on its batch alone, and the batch on the number of
 * the step.
 *
 * <p>Immutable; each method gives another trainer. It may run in several threads at once, if what
 * it was given may.
 *
 * @param <B> what a batch is
 */
public final class Trainer<B> {
  private final Backend backend;
  private final LossFunction<B> loss;
  private final Batches<? extends B> batches;
  private final TrainingListener listener;
  private final Predicate<TrainingProgress> stop;
  private final @Nullable Path file;
  private final long every;
  private final boolean isPrepared;

  private Trainer(
      Backend backend,
      LossFunction<B> loss,
      Batches<? extends B> batches,
      TrainingListener listener,
      Predicate<TrainingProgress> stop,
      @Nullable Path file,
      long every,
      boolean isPrepared) {
    this.backend = backend;
    this.loss = loss;
    this.batches = batches;
    this.listener = listener;
    this.stop = stop;
    this.file = file;
    this.every = every;
    this.isPrepared = isPrepared;
  }

  /**
   * {@return a trainer that tells nobody and saves nothing}
   *
   * @param backend differentiates the loss
   */
  public static <B> Trainer<B> of(
      Backend backend, LossFunction<B> loss, Batches<? extends B> batches) {
    return new Trainer<>(
        Checked.given("Trainer", "backend", backend),
        Checked.given("Trainer", "loss", loss),
        Checked.given("Trainer", "batches", batches),
        progress -> {},
        progress -> false,
        null,
        1,
        false);
  }

  /** {@return the same, telling a listener after each step, and those that are told already} */
  public Trainer<B> listening(TrainingListener other) {
    Checked.given("Trainer.listening", "listener", other);
    TrainingListener both =
        progress -> {
          listener.afterStep(progress);
          other.afterStep(progress);
        };
    return new Trainer<>(backend, loss, batches, both, stop, file, every, isPrepared);
  }

  /**
   * {@return the same, ending after a step when a condition holds, or one of those given already}
   *
   * @param condition asked in the thread that trains; {@code progress -> flag.get()} lets another
   *     thread ask for the end
   */
  public Trainer<B> stoppingWhen(Predicate<? super TrainingProgress> condition) {
    Checked.given("Trainer.stoppingWhen", "condition", condition);
    return new Trainer<>(
        backend, loss, batches, listener, stop.or(condition), file, every, isPrepared);
  }

  /**
   * {@return the same, saving the state in a file every so many steps, and at the end}
   *
   * @param steps at least 1; it is the number of the step that they divide
   */
  public Trainer<B> saving(Path to, long steps) {
    Checked.given("Trainer.saving", "file", to);
    Checked.atLeast(1, "Trainer.saving", "steps", steps);
    return new Trainer<>(backend, loss, batches, listener, stop, to, steps, isPrepared);
  }

  /**
   * {@return the same with a prepared gradient: its program is recorded in the first step and run
   * in all others, which saves most of the time of small models}
   *
   * <p>For models whose state does not change, a loss that is pure, and batches that are structures
   * of tensors; {@link #run} refuses others. A batch of other shapes than the first has its
   * gradient unprepared.
   */
  public Trainer<B> prepared() {
    return new Trainer<>(backend, loss, batches, listener, stop, file, every, true);
  }

  /**
   * {@return the state after the last step, and why that was the last}
   *
   * <p>If the thread is interrupted, or asked to stop, the step that is running is completed and
   * the state saved; an interrupted thread stays interrupted.
   *
   * @param start the state to begin with, or to go on from
   * @param lastStep how many steps will have been taken at the end, those before {@code start}
   *     included
   * @throws DivergenceException if the loss or its gradient is not finite; what was saved stays
   * @throws org.fluxion.StructureException if the gradient is prepared and a batch is no structure
   *     of tensors
   * @throws org.fluxion.FluxionException if the file cannot be written
   */
  public TrainingResult run(TrainState start, long lastStep) {
    Checked.given("Trainer.run", "start", start);
    TrainingResult now = new TrainingResult(start, Double.NaN, Ending.FINISHED);
    boolean ended = start.step() >= lastStep;
    LossGradient<B> gradient =
        isPrepared
            ? new PreparedLossGradient<>(backend, loss)
            : LossGradient.unprepared(backend, loss);
    try {
      while (!ended) {
        now = afterStep(gradient, now.state(), lastStep);
        ended = now.ending() != Ending.FINISHED || now.state().step() >= lastStep;
        if (file != null && (ended || now.state().step() % every == 0)) {
          now.state().save(file);
        }
      }
    } finally {
      if (now.ending() == Ending.INTERRUPTED) {
        Thread.currentThread().interrupt();
      }
    }
    return now;
  }

  /** {@return what a step gave, and why it is the last; FINISHED if there is no other reason} */
  private TrainingResult afterStep(LossGradient<B> gradient, TrainState before, long lastStep) {
    TrainStep step = before.next(gradient, loss, batches.at(before.step()));
    TrainState state = step.state();
    double value = step.loss().item();
    if (state.step() == before.step()) {
      return new TrainingResult(state, value, Ending.CONVERGED);
    }
    TrainingProgress progress = new TrainingProgress(state, lastStep, value);
    listener.afterStep(progress);
    Ending ending = Ending.FINISHED;
    if (Thread.interrupted()) {
      ending = Ending.INTERRUPTED;
    } else if (stop.test(progress)) {
      ending = Ending.STOPPED;
    }
    return new TrainingResult(state, value, ending);
  }
}
