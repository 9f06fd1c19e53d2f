package org.fluxion.benchmarks;

import java.util.Collection;
import java.util.Objects;
import org.fluxion.benchmarks.measure.Measurement;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long a workload is run.
 *
 * @param forks JVMs one after the other; with 0 it runs in this one
 * @param warmup at most so many seconds until nothing is compiled any more
 * @param iterations how many are measured, after one that is not
 * @param seconds of each of these
 */
record Effort(int forks, double warmup, int iterations, double seconds) {
  /** For a first look. */
  static final Effort QUICK = new Effort(1, 2.5, 3, 0.25);

  /** With time for the compiler to finish, also where a call takes milliseconds. */
  static final Effort FULL = new Effort(1, 30, 5, 1);

  /**
   * {@return what a call of a workload takes}
   *
   * @throws RunnerException if it failed
   */
  Measurement measure(String id) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(MeasuredWork.class.getName() + ".run")
                    .param("id", id)
                    .forks(forks)
                    .param("warmup", String.valueOf(warmup))
                    .warmupIterations(1)
                    .warmupTime(time(seconds))
                    .measurementIterations(iterations)
                    .measurementTime(time(seconds))
                    .addProfiler(CallBytes.class)
                    .addProfiler(QuietFork.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    RunResult result = results.iterator().next();
    double[] nanoseconds =
        result.getBenchmarkResults().stream()
            .flatMap(fork -> fork.getIterationResults().stream())
            .map(IterationResult::getPrimaryResult)
            .mapToDouble(iteration -> iteration.getScore())
            .sorted()
            .toArray();
    return new Measurement(
        nanoseconds[nanoseconds.length / 2],
        Objects.requireNonNull(result.getSecondaryResults().get(CallBytes.NAME)).getScore());
  }

  private static TimeValue time(double seconds) {
    return TimeValue.milliseconds(Math.round(1e3 * seconds));
  }
}
