package org.fluxion.conformance;

import static org.fluxion.conformance.Markup.escaped;

import java.util.Locale;
import java.util.function.Function;
import org.fluxion.conformance.OperatorCost.Declined;
import org.fluxion.conformance.OperatorCost.Measured;
import org.fluxion.conformance.OperatorCost.Wrong;

/**
 * A comparison as a page for people: a table for each of error, time, evaluations and bytes, with
 * the backends side by side.
 *
 * <p>One file, which needs no other and no scripts.
 */
public final class HtmlComparison {
  private HtmlComparison() {}

  /** {@return the comparison as a document, to be written in UTF-8} */
  public static String of(ComparisonReport report) {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <p>Every backend got the same problems, by the operator's name. Evaluations, time and \
        bytes are those of a call, as the mean over the problems. Times are the shortest of one \
        warm process in which the backends took turns: an impression, not a benchmark. – is what \
        a backend declares not to do, ✗ what came out wrong.</p>
        """);
    table(
        report,
        out,
        "Error, relative to the largest element or to 1",
        m -> text("%.1e", m.error()));
    table(report, out, "Time, microseconds", m -> text("%,.1f", m.microseconds()));
    table(report, out, "Evaluations of f", m -> text("%.2f", m.evaluations()));
    table(report, out, "Bytes allocated", m -> text("%,d", m.bytes()));
    remarks(report, out);
    return Page.of("Backends side by side", out.toString());
  }

  private static String text(String format, Object number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static void table(
      ComparisonReport report, StringBuilder out, String title, Function<Measured, String> figure) {
    out.append("<h2>").append(title).append("</h2>\n<table>\n<thead><tr><th>operator</th>");
    out.append("<th>problems</th>");
    report.backends().forEach(b -> out.append("<th>").append(escaped(b)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (ComparisonReport.Row row : report.rows()) {
      out.append("<tr><th>")
          .append(escaped(row.operator()))
          .append("</th><td class=\"n\">")
          .append(row.problems())
          .append("</td>");
      report.backends().forEach(backend -> out.append(cell(row.on(backend), figure)));
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n");
  }

  private static String cell(OperatorCost cost, Function<Measured, String> figure) {
    if (cost instanceof Measured measured) {
      return "<td class=\"n\">" + figure.apply(measured) + "</td>";
    }
    return cost instanceof Wrong ? "<td class=\"failed\">✗</td>" : "<td class=\"skipped\">–</td>";
  }

  private static void remarks(ComparisonReport report, StringBuilder out) {
    StringBuilder items = new StringBuilder();
    for (ComparisonReport.Row row : report.rows()) {
      row.costs()
          .forEach(
              (backend, cost) -> {
                String subject = row.operator() + " by " + backend;
                if (cost instanceof Wrong wrong) {
                  item(items, "✗ " + subject, wrong.reason());
                } else if (cost instanceof Declined declined) {
                  item(items, "– " + subject, declined.reason());
                }
              });
    }
    report.unusable().forEach((name, reason) -> item(items, name + " cannot be used", reason));
    if (!items.isEmpty()) {
      out.append("<h2>Remarks</h2>\n<ul>\n").append(items).append("</ul>\n");
    }
  }

  private static void item(StringBuilder items, String subject, String reason) {
    items.append("<li>").append(escaped(subject + ": " + reason)).append("</li>\n");
  }
}
