package org.fluxion.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fluxion.layers.training.TrainingProgress;
import org.jspecify.annotations.Nullable;

/** A bar for each stage, with steps per second, time left and loss; gone when it is closed. */
final class JobBars implements JobProgress {
  private @Nullable ProgressBar bar;
  private String stage = "";

  @Override
  public void afterStep(String name, TrainingProgress progress) {
    if (bar == null || !stage.equals(name)) {
      close();
      stage = name;
      bar = bar(name, progress.step() - 1, progress.lastStep());
    }
    bar.stepTo(progress.step())
        .setExtraMessage(String.format(Locale.ROOT, "loss %.1e", progress.loss()));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar bar(String task, long from, long to) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .startsFrom(from, Duration.ZERO)
        .setInitialMax(to)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.out))
        .setUpdateIntervalMillis(50)
        .showSpeed()
        .clearDisplayOnFinish()
        .build();
  }
}
