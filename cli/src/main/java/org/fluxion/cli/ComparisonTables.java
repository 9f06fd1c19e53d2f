package org.fluxion.cli;

import com.github.freva.asciitable.ColumnData;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.fluxion.conformance.ComparisonReport;
import org.fluxion.conformance.ComparisonReport.Row;
import org.fluxion.conformance.OperatorCost;
import org.fluxion.conformance.OperatorCost.Measured;
import org.fluxion.conformance.OperatorCost.Wrong;

/** Prints a comparison: a table for each figure, with the backends side by side. */
final class ComparisonTables {
  private ComparisonTables() {}

  static void print(ComparisonReport report, PrintWriter out) {
    table(
        report,
        out,
        "Error, relative to the largest element or to 1",
        m -> text("%.1e", m.error()));
    table(report, out, "Time, us", m -> text("%,.1f", m.microseconds()));
    table(report, out, "Evaluations of f", m -> text("%.2f", m.evaluations()));
    table(report, out, "Bytes allocated", m -> text("%,d", m.bytes()));
    out.println("Of a call, as the mean over the problems, which are the same for every backend.");
    out.println("Time is an impression from this run, not a benchmark.");
    out.println("-: the backend declares not to do it.");
    for (Row row : report.rows()) {
      row.costs()
          .forEach(
              (backend, cost) -> {
                if (cost instanceof Wrong wrong) {
                  out.printf("wrong: %s by %s: %s%n", row.operator(), backend, wrong.reason());
                }
              });
    }
    new TreeMap<>(report.unusable())
        .forEach((name, reason) -> out.printf("Failed to load: %s: %s%n", name, reason));
    out.flush();
  }

  private static String text(String format, Object number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static void table(
      ComparisonReport report, PrintWriter out, String title, Function<Measured, String> figure) {
    List<ColumnData<Row>> columns = new ArrayList<>();
    columns.add(Table.words("operator", Row::operator));
    columns.add(Table.numbers("problems", row -> text("%d", row.problems())));
    for (String backend : report.backends()) {
      columns.add(Table.numbers(backend, row -> cell(row.on(backend), figure)));
    }
    out.println(title + ":");
    out.println();
    out.print(Table.of(report.rows(), columns));
    out.println();
  }

  private static String cell(OperatorCost cost, Function<Measured, String> figure) {
    if (cost instanceof Measured measured) {
      return figure.apply(measured);
    }
    return cost instanceof Wrong ? "wrong" : "-";
  }
}
