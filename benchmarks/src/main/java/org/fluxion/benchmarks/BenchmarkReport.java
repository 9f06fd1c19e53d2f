package org.fluxion.benchmarks;

import java.util.List;
import java.util.Map;
import org.fluxion.benchmarks.measure.Outcome;
import org.fluxion.benchmarks.measure.Outcome.Verdict;

/**
 * What came out of a run.
 *
 * @param machine where it ran
 * @param outcomes a line for each comparison
 * @param absent the workloads of peers that are not on the class path
 * @param failures the workloads that failed, with the reason
 */
public record BenchmarkReport(
    Machine machine, List<Outcome> outcomes, List<String> absent, Map<String, String> failures) {
  /** Takes copies. */
  public BenchmarkReport {
    outcomes = List.copyOf(outcomes);
    absent = List.copyOf(absent);
    failures = Map.copyOf(failures);
  }

  /** {@return how many goals fared so} */
  public long count(Verdict verdict) {
    return outcomes.stream().filter(outcome -> outcome.verdict() == verdict).count();
  }
}
