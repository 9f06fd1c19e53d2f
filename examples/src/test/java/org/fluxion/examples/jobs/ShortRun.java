package org.fluxion.examples.jobs;

import java.nio.file.Path;
import org.fluxion.Backends;

/** A job on fewer steps, and what came out. */
public record ShortRun(Trained trained, JobResult result) {
  /** Runs from seed 0. */
  public static <B> ShortRun of(Job<B> job, String spec, long steps, Path folder) {
    JobRun<B> run =
        new JobRun<>(job, new JobSettings(Backends.named(spec), steps, 0, folder, false));
    Trained trained = run.train((stage, progress) -> {}, () -> false);
    return new ShortRun(trained, run.conclude(trained));
  }

  /** {@return the value of a figure} */
  public double figure(String name) {
    return result.figures().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
