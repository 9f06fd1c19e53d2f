package org.fluxion.conformance;

import java.util.List;
import org.fluxion.conformance.RuleVerdict.Status;

/**
 * All that a run of the kit found out about a backend, as data.
 *
 * @param backend its name
 * @param verdicts one for each rule that was run, in the order of their ids
 */
public record ConformanceReport(String backend, List<RuleVerdict> verdicts) {
  /** Keeps a copy. */
  public ConformanceReport {
    verdicts = List.copyOf(verdicts);
  }

  /** {@return how many rules came to this} */
  public int count(Status status) {
    return (int) verdicts.stream().filter(verdict -> verdict.status() == status).count();
  }

  /** {@return whether no rule failed, of whichever level} */
  public boolean passed() {
    return count(Status.FAILED) == 0;
  }

  /** {@return the cases that failed, of all rules} */
  public List<RuleOutcome.Failed> failures() {
    return verdicts.stream().flatMap(verdict -> verdict.failures().stream()).toList();
  }

  @Override
  public String toString() {
    return backend
        + ": "
        + count(Status.PASSED)
        + " rules passed, "
        + count(Status.FAILED)
        + " failed, "
        + count(Status.SKIPPED)
        + " skipped";
  }
}
