package org.fluxion.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that the demonstration found.
 *
 * @param value the loss, by the nested rule
 * @param reference the loss, computed elsewhere
 * @param ways each way of computing the loss and its gradient
 * @param training what came out of it
 */
public record DemoReport(
    double value, double reference, List<WayReport> ways, TrainingReport training) {
  /** Copies the list. */
  public DemoReport {
    ways = List.copyOf(ways);
  }

  /**
   * {@return what went wrong, in sentences: ways that are off the reference, a loss not reached}
   */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (WayReport way : ways) {
      // Written so that NaN is complained about.
      if (!(way.maxRelativeError() <= way.tolerance())) {
        complaints.add(
            String.format(
                Locale.ROOT,
                "%s: relative error %.1e against the reference, expected at most %.0e",
                way.how(),
                way.maxRelativeError(),
                way.tolerance()));
      }
    }
    if (!(training.loss() < NestedLossDemo.GOAL)) {
      complaints.add(
          String.format(
              Locale.ROOT,
              "training: the loss is %.2e after %,d steps, not below %.0e; allow more steps",
              training.loss(),
              training.steps(),
              NestedLossDemo.GOAL));
    }
    return complaints;
  }
}
