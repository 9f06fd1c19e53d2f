package org.fluxion.examples.jobs;

import static org.fluxion.Derivatives.gradient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.WithAux;
import org.fluxion.examples.WholeFile;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.TrainState;
import org.fluxion.layers.training.Trainer;
import org.fluxion.layers.training.TrainingResult;
import org.fluxion.layers.training.TrainingResult.Ending;
import org.fluxion.tensor.Tensor;

/**
 * Runs a job: trains, measures, draws, and writes a report. Nothing is printed.
 *
 * <p>Immutable; each call does its work anew, in the thread that calls.
 *
 * @param <B> what a batch of the job is
 */
public final class JobRun<B> {
  /** The backends whose times are reported. */
  private static final List<String> TIMED = List.of("mixed", "reverse");

  /** A file is written every so many steps, so that little is lost when the machine stops. */
  private static final long STEPS_PER_FILE = 1000;

  private final Job<B> job;
  private final JobSettings settings;
  private final List<Stage<B>> stages;

  /** Prepares a run. */
  public JobRun(Job<B> job, JobSettings settings) {
    this.job = job;
    this.settings = settings;
    this.stages = List.copyOf(job.stages(settings.seed(), settings.steps()));
  }

  /**
   * Trains, saving the state of each stage in a file of its own now and then and at its end.
   *
   * @param isToStop asked after each step
   * @return the states at the end, or those where it was stopped
   * @throws FluxionException if the backend refuses, the loss is not finite any more, or there is
   *     nothing to resume
   */
  public Trained train(JobListener listener, BooleanSupplier isToStop) {
    int saved = settings.isToResume() ? requireSaved() : forgetSaved();
    makeFolder();
    List<TrainState> ends = new ArrayList<>();
    TrainState now = null;
    long total = 0;
    long taken = 0;
    boolean isStopped = false;
    long begin = System.nanoTime();
    for (int i = 0; i < stages.size() && !isStopped; i++) {
      Stage<B> stage = stages.get(i);
      TrainState fresh = stage.start().apply(now);
      TrainState start = i < saved ? fresh.load(file(stage)) : fresh;
      TrainingResult result =
          Trainer.of(settings.backend(), this::loss, stage.batches())
              .prepared()
              .listening(progress -> listener.afterStep(stage.name(), progress))
              .stoppingWhen(progress -> isToStop.getAsBoolean())
              .saving(file(stage), STEPS_PER_FILE)
              .run(start, stage.lastStep());
      now = result.state();
      ends.add(now);
      total += now.step() - fresh.step();
      taken += now.step() - start.step();
      isStopped = result.ending() == Ending.STOPPED || result.ending() == Ending.INTERRUPTED;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Trained(ends, total, taken, seconds, isStopped, file(stages.get(ends.size() - 1)));
  }

  private WithAux<State> loss(Layer model, Parameters ps, State st, B batch) {
    Tensor loss = job.loss(settings.backend(), new StatefulLayer(model, ps, st), batch);
    return new WithAux<>(loss, st);
  }

  /**
   * {@return what came out of a training that went to its end}
   *
   * <p>Writes the pictures and the report.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  public JobResult conclude(Trained trained) {
    Findings findings = job.findings(settings.backend(), trained.ends());
    List<GradientTime> times = times(trained.ends().get(0));
    List<String> pictures = new ArrayList<>();
    for (Picture picture : findings.pictures()) {
      Path file = settings.output().resolve(picture.name() + ".png");
      WholeFile.write(file, picture.png());
      pictures.add(file.toString());
    }
    Path page = settings.output().resolve(job.name() + ".html");
    JobResult result =
        new JobResult(
            job.name(),
            settings.backend().name(),
            settings.seed(),
            trained.steps(),
            trained.seconds(),
            trained.stepsNow() == 0 ? 0 : 1e3 * trained.seconds() / trained.stepsNow(),
            findings.figures().stream().allMatch(Figure::met),
            findings.figures(),
            times,
            command(),
            pictures,
            page.toString());
    WholeFile.write(page, JobReport.html(job, result, findings.pictures()));
    return result;
  }

  private List<GradientTime> times(TrainState at) {
    B batch = stages.get(0).batches().at(0);
    Tensor gradient =
        gradient(
                settings.backend(),
                (Parameters ps) -> loss(at.model(), ps, at.st(), batch).value(),
                at.ps())
            .flatten();
    List<GradientTime> times = new ArrayList<>();
    for (String spec : TIMED) {
      Backend backend = Backends.named(spec);
      times.add(GradientTime.of(job, backend, at, batch, gradient));
    }
    return times;
  }

  private String command() {
    return String.format(
        Locale.ROOT,
        "./fluxion demo %s --backend=%s --steps=%d --seed=%d",
        job.name(),
        settings.backend().name(),
        settings.steps(),
        settings.seed());
  }

  /** Steps and seed are in the name, since a training goes on only with the same ones. */
  private Path file(Stage<B> stage) {
    return settings
        .output()
        .resolve(
            String.format(
                Locale.ROOT,
                "%s-%d-steps-seed-%d-%s.safetensors",
                job.name(),
                settings.steps(),
                settings.seed(),
                stage.name()));
  }

  /** {@return how many stages have a file} */
  private int requireSaved() {
    int saved = 0;
    while (saved < stages.size() && Files.exists(file(stages.get(saved)))) {
      saved++;
    }
    if (saved == 0) {
      throw new FluxionException(
          job.name()
              + ": there is nothing to resume, since "
              + file(stages.get(0))
              + " does not exist; --steps, --seed and --output must be those of the run that was"
              + " stopped");
    }
    return saved;
  }

  private int forgetSaved() {
    try {
      for (Stage<B> stage : stages) {
        Files.deleteIfExists(file(stage));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete an old state: " + e, e);
    }
    return 0;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(settings.output());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + settings.output() + ": " + e, e);
    }
  }
}
