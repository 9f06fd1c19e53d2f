package org.fluxion.conformance;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a rule came to as a whole.
 *
 * @param outcomes of each case, in the order in which they ran
 */
public record RuleVerdict(Rule rule, List<RuleOutcome> outcomes) {
  /** Keeps a copy. */
  public RuleVerdict {
    outcomes = List.copyOf(outcomes);
  }

  /** What a rule can come to. */
  public enum Status {
    /** At least one case passed, and none failed. */
    PASSED,
    /** At least one case failed. */
    FAILED,
    /** Nothing of it was tried. */
    SKIPPED
  }

  /** {@return passed, failed or skipped} */
  public Status status() {
    if (!failures().isEmpty()) {
      return Status.FAILED;
    }
    boolean passed = outcomes.stream().anyMatch(o -> o instanceof RuleOutcome.Passed);
    return passed ? Status.PASSED : Status.SKIPPED;
  }

  /** {@return the cases that failed} */
  public List<RuleOutcome.Failed> failures() {
    return only(RuleOutcome.Failed.class);
  }

  /** {@return the cases that were skipped} */
  public List<RuleOutcome.Skipped> skips() {
    return only(RuleOutcome.Skipped.class);
  }

  private <T extends RuleOutcome> List<T> only(Class<T> type) {
    return outcomes.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * {@return why: the first failure and how many there are, or why all or some cases were skipped;
   * empty if all passed}
   */
  public String reason() {
    List<RuleOutcome.Failed> failures = failures();
    if (!failures.isEmpty()) {
      return failures.get(0).message()
          + (failures.size() == 1 ? "" : " (one of " + failures.size() + " failures)");
    }
    return skips().stream()
        .map(RuleOutcome.Skipped::reason)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
