package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.fluxion.layers.training.TrainingProgress;

/** Ten lines for a stage, or one for each step if there are fewer. */
record JobLines(PrintWriter out) implements JobProgress {
  private static final int LINES = 10;

  @Override
  public void afterStep(String stage, TrainingProgress progress) {
    if (progress.step() % Math.max(1, progress.lastStep() / LINES) == 0) {
      out.println(
          String.format(
              Locale.ROOT,
              "%s: step %,d of %,d, loss %.2e",
              stage,
              progress.step(),
              progress.lastStep(),
              progress.loss()));
      out.flush();
    }
  }

  @Override
  public void close() {}
}
