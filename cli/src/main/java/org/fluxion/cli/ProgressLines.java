package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** A line for each part of the measurement, and one for every hundredth step of training. */
record ProgressLines(PrintWriter out) implements DemoProgress {
  private static final int STEPS_PER_LINE = 100;

  @Override
  public void measuring(int done, int total, String part) {
    line("measuring, %d of %d: %s", done + 1, total, part);
  }

  @Override
  public void training(int steps, double loss) {
    if (steps % STEPS_PER_LINE == 0) {
      line("training: step %,d, loss %.2e", steps, loss);
    }
  }

  @Override
  public void close() {}

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
