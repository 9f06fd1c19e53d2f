package org.fluxion.benchmarks.adbench;

import java.util.List;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;

/** Gradients of the objectives beside their values. */
public final class AdBenchComparisons {
  /** The mixture of 25 Gaussians in ten dimensions, of a thousand points. */
  static final String GMM = "gmm";

  /** The LSTM of two layers, over 1,024 steps. */
  static final String LSTM = "lstm";

  private static final double LARGEST_PREPARED = 3.0;
  private static final double LARGEST_EAGER = 5.0;

  private AdBenchComparisons() {}

  /** {@return what is compared for the mixture of Gaussians} */
  public static List<Comparison> gmm() {
    return of(GMM, "gradient of GMM, d10 K25, n = 1,000");
  }

  /** {@return what is compared for the LSTM} */
  public static List<Comparison> lstm() {
    return of(LSTM, "gradient of LSTM, l2 c1024");
  }

  private static List<Comparison> of(String name, String subject) {
    Figure prepared = time(name, "prepared");
    return List.of(
        // There is no prepared value, so what it is compared with is the harder one.
        Comparison.with(
            "value by hand",
            time(name, "hand-value"),
            subject,
            "prepared",
            prepared,
            Goal.ratioAtMost(LARGEST_PREPARED)),
        Comparison.with(
            "gradient by hand", time(name, "hand"), subject, "prepared", prepared, Goal.none()),
        Comparison.with(
            "value by hand",
            time(name, "hand-value"),
            subject,
            "by hand",
            time(name, "hand"),
            Goal.none()),
        Comparison.with(
            "value, eager",
            time(name, "value"),
            subject,
            "eager",
            time(name, "eager"),
            Goal.ratioAtMost(LARGEST_EAGER)),
        Comparison.alone(
            subject,
            "bytes allocated, into",
            Figure.bytes(AdBenchWorkloads.id(name, "prepared")),
            Goal.atMost(0)));
  }

  private static Figure time(String objective, String by) {
    return Figure.time(AdBenchWorkloads.id(objective, by));
  }
}
