package org.fluxion.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Measurement;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A run of benchmarks by JMH, each workload in a JVM of its own, one after the other.
 *
 * <p>Workloads that are compared with each other are measured shortly after each other. One that
 * fails, or that is not on the class path, is reported and stops no other.
 */
public final class BenchmarkRun {
  private final List<Comparison> comparisons;
  private final Effort effort;
  private final Catalogue catalogue;

  BenchmarkRun(List<Comparison> comparisons, Effort effort, Catalogue catalogue) {
    this.comparisons = comparisons;
    this.effort = effort;
    this.catalogue = catalogue;
  }

  /** {@return the run of a suite} */
  public static BenchmarkRun of(Suite suite) {
    return new BenchmarkRun(suite.comparisons(), suite.effort(), Catalogue.load());
  }

  /**
   * {@return what came out}
   *
   * @param listener is called before each workload
   */
  public BenchmarkReport run(BenchmarkListener listener) {
    Machine machine = Machine.here();
    Set<String> needed = new LinkedHashSet<>();
    comparisons.forEach(comparison -> needed.addAll(comparison.workloads()));
    List<String> there = needed.stream().filter(catalogue::has).toList();
    needed.removeAll(there);
    Map<String, Measurement> measured = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    for (int i = 0; i < there.size(); i++) {
      String id = there.get(i);
      listener.measuring(i, there.size(), id);
      try {
        measured.put(id, effort.measure(id));
      } catch (RunnerException e) {
        failures.put(id, reason(e));
      }
    }
    return new BenchmarkReport(
        machine,
        comparisons.stream().map(comparison -> comparison.outcome(measured)).toList(),
        new ArrayList<>(needed),
        failures);
  }

  /** JMH wraps what a workload threw, and hands on what a JVM of its own threw as suppressed. */
  private static String reason(Throwable failure) {
    Throwable at = failure;
    while (at.getCause() != null || at.getSuppressed().length > 0) {
      at = at.getCause() != null ? at.getCause() : at.getSuppressed()[0];
    }
    return String.valueOf(at);
  }
}
