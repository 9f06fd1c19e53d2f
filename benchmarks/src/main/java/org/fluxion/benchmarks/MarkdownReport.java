package org.fluxion.benchmarks;

import java.util.StringJoiner;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Outcome;

/** A report as a page of Markdown. */
public final class MarkdownReport {
  private MarkdownReport() {}

  /** {@return the page} */
  public static String of(BenchmarkReport report) {
    Machine machine = report.machine();
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(
        machine.processor()
            + "; "
            + machine.java()
            + "; kernels "
            + machine.kernels()
            + "; load before the run "
            + machine.load());
    lines.add("");
    lines.add("| case | measure | value | peer | its value | ratio | goal | |");
    lines.add("|---|---|---:|---|---:|---:|---|---|");
    report.outcomes().forEach(outcome -> lines.add(line(outcome)));
    report.failures().forEach((id, reason) -> lines.add("").add("`" + id + "` failed: " + reason));
    return lines.toString();
  }

  private static String line(Outcome outcome) {
    Comparison comparison = outcome.comparison();
    Comparison.Peer peer = comparison.peer();
    String unit = comparison.value().unit().replace("us", "µs");
    StringJoiner cells = new StringJoiner(" | ", "| ", " |");
    cells.add(comparison.subject());
    cells.add(comparison.measure());
    cells.add(withUnit(Numbers.text(outcome.value()), unit));
    cells.add(peer == null ? "" : peer.name());
    cells.add(peer == null ? "" : withUnit(Numbers.text(outcome.peerValue()), unit));
    cells.add(Numbers.text(outcome.ratio()));
    cells.add(comparison.goal().text(unit).replace("<=", "≤").replace(">=", "≥"));
    cells.add(mark(outcome));
    return cells.toString();
  }

  private static String withUnit(String number, String unit) {
    return number.isEmpty() ? "not measured" : number + " " + unit;
  }

  private static String mark(Outcome outcome) {
    return switch (outcome.verdict()) {
      case MET -> "met";
      case MISSED -> "**missed**";
      case UNKNOWN -> "unknown";
      case NO_GOAL -> "";
    };
  }
}
