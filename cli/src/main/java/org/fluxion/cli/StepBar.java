package org.fluxion.cli;

import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A bar of steps on a terminal, which is gone when it is closed; nothing elsewhere. */
final class StepBar implements AutoCloseable {
  private final @Nullable ProgressBar bar;

  // Main chooses the kind of console that is null without a terminal.
  @SuppressWarnings("SystemConsoleNull")
  StepBar(String task, int steps) {
    bar = System.console() == null ? null : ProgressBars.bar(task, steps);
  }

  /** {@return whether there is a bar, which other output would tear apart} */
  boolean isShown() {
    return bar != null;
  }

  /** Shows what is done now. */
  void at(int done, String now) {
    if (bar != null) {
      bar.stepTo(done).setExtraMessage(now);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
