package org.fluxion.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxion.conformance.ConformanceReport;
import org.fluxion.conformance.ConformanceRun;
import org.fluxion.conformance.Rule;
import org.fluxion.conformance.RuleOutcome;
import org.fluxion.conformance.RuleVerdict;
import org.fluxion.conformance.RuleVerdict.Status;

/**
 * Runs the kit and prints a line for each rule, with the first failure or the reason of a skip.
 *
 * <p>The lines come as the rules are done; on a terminal a bar shows that, and the lines come after
 * it.
 */
record RuleLines(PrintWriter out) {
  /** {@return what came of it, under the name by which the backend was asked for} */
  ConformanceReport run(String spec, ConformanceRun run) {
    List<RuleVerdict> verdicts = new ArrayList<>();
    List<RuleVerdict> unprinted = new ArrayList<>();
    try (StepBar bar = new StepBar("rules", run.rules().size())) {
      for (Rule rule : run.rules()) {
        bar.at(verdicts.size(), rule.toString());
        List<RuleVerdict> verdict = run.only(rule.id()).run().verdicts();
        verdicts.addAll(verdict);
        if (bar.isShown()) {
          unprinted.addAll(verdict);
        } else {
          verdict.forEach(this::print);
        }
      }
    }
    unprinted.forEach(this::print);
    ConformanceReport report = new ConformanceReport(spec, verdicts);
    out.println();
    out.println(report);
    out.flush();
    return report;
  }

  private void print(RuleVerdict verdict) {
    out.println(
        String.format(
            Locale.ROOT,
            "%-7s %-5s %s",
            verdict.status().toString().toLowerCase(Locale.ROOT),
            verdict.rule().id(),
            verdict.rule().title()));
    List<RuleOutcome.Failed> failures = verdict.failures();
    if (!failures.isEmpty()) {
      RuleOutcome.Failed first = failures.get(0);
      below("%s, at %s", first.tried().subject(), first.point());
      below("expected %s, got %s", first.expected(), first.got());
      below("%s", first.program());
      if (failures.size() > 1) {
        below("and %d failures more", failures.size() - 1);
      }
    } else if (verdict.status() == Status.SKIPPED) {
      below("%s", verdict.reason());
    }
    out.flush();
  }

  private void below(String format, Object... values) {
    out.println("        " + String.format(Locale.ROOT, format, values));
  }
}
