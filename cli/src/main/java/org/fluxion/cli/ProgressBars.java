package org.fluxion.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fluxion.examples.NestedLossDemo;
import org.jspecify.annotations.Nullable;

/** A bar for the measurement or one for the training; it is gone when it is closed. */
final class ProgressBars implements DemoProgress {
  private static final int PERCENT = 100;

  private @Nullable ProgressBar bar;
  private double firstLoss;
  private double lowestLoss;

  @Override
  public void measuring(int done, int total, String part) {
    if (bar == null) {
      bar = bar("measuring", total);
    }
    bar.stepTo(done).setExtraMessage(part);
  }

  /** Nobody knows the number of steps, so the bar shows how far the logarithm of the loss fell. */
  @Override
  public void training(int steps, double loss) {
    if (bar == null) {
      bar = bar("training", PERCENT);
      firstLoss = loss;
      lowestLoss = loss;
    }
    lowestLoss = Math.min(lowestLoss, loss);
    double done = Math.log(firstLoss / lowestLoss) / Math.log(firstLoss / NestedLossDemo.GOAL);
    bar.stepTo(Math.min(PERCENT, Math.round(PERCENT * done)))
        .setExtraMessage(String.format(Locale.ROOT, "step %,d, loss %.1e", steps, loss));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  /** {@return a bar on a terminal, which is gone when it is closed} */
  static ProgressBar bar(String task, int total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(System.out))
        .setUpdateIntervalMillis(50)
        .clearDisplayOnFinish()
        .hideEta()
        .build();
  }
}
