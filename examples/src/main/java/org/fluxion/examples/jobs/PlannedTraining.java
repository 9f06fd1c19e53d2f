package org.fluxion.examples.jobs;

import static org.fluxion.Derivatives.prepareGradient;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.fluxion.Backend;
import org.fluxion.Parameters;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ValueAndGradient;
import org.fluxion.WithAux;
import org.fluxion.WithParams;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.LossFunction;
import org.fluxion.layers.training.Optimiser;
import org.fluxion.layers.training.OptimiserStep;
import org.fluxion.layers.training.TrainState;
import org.fluxion.layers.training.TrainingListener;
import org.fluxion.layers.training.TrainingProgress;
import org.fluxion.layers.training.TrainingResult;
import org.fluxion.layers.training.TrainingResult.Ending;
import org.fluxion.tensor.Tensor;

/**
 * Trains in a stage with a prepared gradient: its program is recorded in the first steps and
 * replayed in all others, with parameters and batch as its arguments.
 *
 * <p>The model is one without state, and all batches have the same shapes; for others there is
 * {@link org.fluxion.layers.training.Trainer}. The numbers of a step depend on the state and its
 * batch alone, so a training that is taken up again gives the bits of one that was never stopped.
 *
 * @param <B> what a batch is
 */
final class PlannedTraining<B> {
  /** A file is written every so many steps, so that little is lost when the machine stops. */
  private static final long STEPS_PER_FILE = 1000;

  private final Job<B> job;
  private final Backend backend;
  private final TrainingListener listener;
  private final BooleanSupplier isToStop;

  PlannedTraining(
      Job<B> job, Backend backend, TrainingListener listener, BooleanSupplier isToStop) {
    this.job = job;
    this.backend = backend;
    this.listener = listener;
    this.isToStop = isToStop;
  }

  /** {@return loss and gradient of a job, for parameters and a batch shaped like these} */
  static <B> PreparedGradientWithParams<Parameters, B> prepared(
      Job<B> job, Backend backend, TrainState like, B likeBatch) {
    Layer model = like.model();
    State st = like.st();
    WithParams<Parameters, B> loss =
        (ps, batch) -> job.loss(backend, new StatefulLayer(model, ps, st), batch);
    return prepareGradient(backend, loss, like.ps(), likeBatch);
  }

  /**
   * {@return the state after the last step, and why that was the last}
   *
   * @param file is written now and then and at the end
   * @throws org.fluxion.layers.training.DivergenceException if the loss is not finite, saying where
   */
  TrainingResult run(Stage<B> stage, TrainState start, Path file) {
    if (start.step() >= stage.lastStep()) {
      return new TrainingResult(start, Double.NaN, Ending.FINISHED);
    }
    PreparedGradientWithParams<Parameters, B> gradient =
        prepared(job, backend, start, stage.batches().at(start.step()));
    TrainingResult now = new TrainingResult(start, Double.NaN, Ending.FINISHED);
    while (now.ending() == Ending.FINISHED && now.state().step() < stage.lastStep()) {
      now = afterStep(stage, gradient, now.state());
      if (now.state().step() % STEPS_PER_FILE == 0) {
        now.state().save(file);
      }
    }
    now.state().save(file);
    return now;
  }

  private TrainingResult afterStep(
      Stage<B> stage, PreparedGradientWithParams<Parameters, B> gradient, TrainState before) {
    B batch = stage.batches().at(before.step());
    Optimiser optimiser = before.optimiser();
    OptimiserStep made =
        optimiser.step(p -> gradient.withValueAt(p, batch), before.ps(), before.optimiserState());
    ValueAndGradient<Parameters> at = made.before();
    double loss = at.value().item();
    if (!Double.isFinite(loss)) {
      // The same step without a plan says in which layer that began.
      return new TrainingResult(
          before.next(backend, lossFunction(), batch).state(), loss, Ending.STOPPED);
    }
    if (made.after().state().step() == before.optimiserState().step()) {
      return new TrainingResult(before, loss, Ending.CONVERGED);
    }
    TrainState after =
        new TrainState(
            before.model(),
            made.after().ps(),
            before.st(),
            optimiser,
            made.after().state(),
            before.frozen(),
            before.step() + 1);
    listener.afterStep(new TrainingProgress(after, stage.lastStep(), loss));
    return new TrainingResult(
        after, loss, isToStop.getAsBoolean() ? Ending.STOPPED : Ending.FINISHED);
  }

  private LossFunction<B> lossFunction() {
    return (model, ps, st, batch) -> {
      Tensor loss = job.loss(backend, new StatefulLayer(model, ps, st), batch);
      return new WithAux<>(loss, st);
    };
  }
}
