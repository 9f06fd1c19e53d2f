package org.fluxion.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxion.conformance.ComparisonReport;
import org.fluxion.conformance.OperatorCost;
import org.fluxion.conformance.OperatorCost.Declined;
import org.fluxion.conformance.OperatorCost.Measured;
import org.fluxion.conformance.OperatorCost.Wrong;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as {@code fluxion conformance --all --json} describes it.
 *
 * @param unusable backends that were found and do not work, with the reason
 */
record ComparisonEntry(
    List<String> backends, Map<String, String> unusable, List<CostEntry> operators) {
  static ComparisonEntry of(ComparisonReport report) {
    return new ComparisonEntry(
        report.backends(),
        new TreeMap<>(report.unusable()),
        report.rows().stream()
            .flatMap(
                row ->
                    report.backends().stream().map(name -> CostEntry.of(row, name, row.on(name))))
            .toList());
  }

  /**
   * An operator on a backend.
   *
   * @param status passed, failed or skipped
   * @param reason why it failed or was skipped; null if it passed, and then the figures are there
   */
  record CostEntry(
      String operator,
      String backend,
      int problems,
      String status,
      @Nullable String reason,
      @Nullable Double error,
      @Nullable Double evaluations,
      @Nullable Double microseconds,
      @Nullable Long bytes) {
    static CostEntry of(ComparisonReport.Row row, String backend, OperatorCost cost) {
      if (cost instanceof Measured m) {
        return new CostEntry(
            row.operator(),
            backend,
            row.problems(),
            "passed",
            null,
            m.error(),
            m.evaluations(),
            m.microseconds(),
            m.bytes());
      }
      return cost instanceof Wrong wrong
          ? without(row, backend, "failed", wrong.reason())
          : without(row, backend, "skipped", ((Declined) cost).reason());
    }

    private static CostEntry without(
        ComparisonReport.Row row, String backend, String status, String reason) {
      return new CostEntry(
          row.operator(), backend, row.problems(), status, reason, null, null, null, null);
    }
  }
}
