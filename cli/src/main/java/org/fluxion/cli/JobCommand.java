package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.examples.jobs.Figure;
import org.fluxion.examples.jobs.GradientTime;
import org.fluxion.examples.jobs.Job;
import org.fluxion.examples.jobs.JobResult;
import org.fluxion.examples.jobs.JobRun;
import org.fluxion.examples.jobs.JobSettings;
import org.fluxion.examples.jobs.Trained;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs a job: trains a network, compares it with the truth, and writes a report.
 *
 * @param <B> what a batch of the job is
 */
@Command
final class JobCommand<B> implements Callable<Integer> {
  private final Job<B> job;

  @SuppressWarnings("NullAway.Init")
  private CommandSpec command;

  @Mixin private final JsonFile json = new JsonFile();
  @Mixin private final OutputFolder output = new OutputFolder();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of all random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--backend",
      paramLabel = "SPEC",
      description = {
        "Backend for all derivatives, such as reverse.",
        "Default: the one configured by -Dfluxion.backend or FLUXION_BACKEND."
      })
  private @Nullable String backend;

  @Option(
      names = "--resume",
      description = "Go on where a run with the same steps, seed and output was stopped.")
  private boolean resume;

  private long steps;

  JobCommand(Job<B> job) {
    this.job = job;
    this.steps = job.fullSteps();
  }

  @Spec
  void setCommand(CommandSpec given) {
    command = given;
    given.usageMessage().description(job.title() + ".", "", job.description(), "");
  }

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Train for as many steps; fewer than the full number miss the goal.")
  void setSteps(long given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), "--steps must be at least 1, but is " + given);
    }
    steps = given;
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    Backend chosen = backend == null ? Backends.configured() : Backends.named(backend);
    JobRun<B> run =
        new JobRun<>(job, new JobSettings(chosen, steps, seed, output.folder(), resume));
    try (StopSignal stop = StopSignal.whenInterrupted()) {
      Trained trained;
      try (JobProgress progress = JobProgress.on(out)) {
        trained = run.train(progress, stop::isGiven);
      }
      if (trained.isStopped()) {
        out.println(number("Stopped after step %,d; go on with --resume.", trained.steps()));
        out.println("Saved: " + trained.file());
        out.flush();
        return ExitCode.SOFTWARE;
      }
      return conclude(out, run.conclude(trained));
    }
  }

  private int conclude(PrintWriter out, JobResult result) {
    print(out, result);
    json.write(result);
    result.complaints().forEach(c -> Failures.print(command.commandLine(), c));
    return result.accepted() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static void print(PrintWriter out, JobResult result) {
    out.println();
    out.print(
        Table.of(
            result.figures(),
            List.of(
                Table.words("figure", Figure::meaning),
                Table.numbers("value", f -> number("%.2e", f.value())),
                Table.numbers(
                    "at most", f -> f.bound() == null ? "" : number("%.1e", f.bound())))));
    out.println();
    out.print(
        Table.of(
            result.gradientTimes(),
            List.of(
                Table.words("loss and gradient by", GradientTime::backend),
                Table.numbers("prepared, ms", t -> number("%.2f", t.prepared())),
                Table.numbers("unprepared, ms", t -> number("%.2f", t.unprepared())))));
    out.println();
    out.println(
        number(
            "Trained with %s for %,d steps, %.2f ms each.",
            result.backend(), result.steps(), result.millisecondsPerStep()));
    out.println("Report: " + result.report());
    out.flush();
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
