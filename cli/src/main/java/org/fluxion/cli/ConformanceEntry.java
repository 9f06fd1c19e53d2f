package org.fluxion.cli;

import java.util.List;
import java.util.Locale;
import org.fluxion.conformance.ConformanceReport;
import org.fluxion.conformance.RuleVerdict;
import org.fluxion.conformance.RuleVerdict.Status;

/**
 * A run of the kit as {@code fluxion conformance --json} describes it.
 *
 * @param backend as it was asked for
 * @param passed how many rules
 */
record ConformanceEntry(
    String backend, int passed, int failed, int skipped, List<RuleEntry> rules) {
  static ConformanceEntry of(ConformanceReport report) {
    return new ConformanceEntry(
        report.backend(),
        report.count(Status.PASSED),
        report.count(Status.FAILED),
        report.count(Status.SKIPPED),
        report.verdicts().stream().map(RuleEntry::of).toList());
  }

  /**
   * A rule.
   *
   * @param status passed, failed or skipped
   * @param reason of a failure, or why cases were skipped; empty if all passed
   */
  record RuleEntry(String rule, String title, String status, String reason) {
    static RuleEntry of(RuleVerdict verdict) {
      return new RuleEntry(
          verdict.rule().id(),
          verdict.rule().title(),
          verdict.status().toString().toLowerCase(Locale.ROOT),
          verdict.reason());
    }
  }
}
