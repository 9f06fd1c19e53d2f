package org.fluxion.conformance;

import static org.fluxion.conformance.Markup.escaped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxion.conformance.RuleOutcome.Failed;
import org.fluxion.conformance.RuleOutcome.Skipped;
import org.fluxion.conformance.RuleVerdict.Status;

/**
 * A report as a page for people: a matrix of rules and operators, then each failure with the
 * function, the point, both answers and the program that shows it again, then what was skipped.
 *
 * <p>One file, which needs no other and no scripts. States are told by words and signs and not by
 * colour alone.
 */
public final class HtmlReport {
  /** Operators have names, so that an empty one is free for cases without a single operator. */
  private static final String NONE = "";

  private HtmlReport() {}

  /** {@return the report as a document, to be written in UTF-8} */
  public static String of(ConformanceReport report) {
    StringBuilder out = new StringBuilder();
    out.append("<p>").append(escaped(report.toString())).append(".</p>\n");
    matrix(report, out);
    failures(report, out);
    skips(report, out);
    return Page.of("Conformance of " + report.backend(), out.toString());
  }

  private static void matrix(ConformanceReport report, StringBuilder out) {
    List<String> operators = operators(report);
    out.append(
        """
        <p>How many cases of each rule passed (✓), failed (✗) and were skipped (–), by the operator \
        that they call. The last column has the cases that call several, or ask the backend \
        directly.</p>
        <table>
        <thead><tr><th>rule</th><th>level</th><th>verdict</th>\
        """);
    for (String operator : operators) {
      out.append("<th class=\"operator\">")
          .append(operator.isEmpty() ? "several or none" : escaped(operator))
          .append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (RuleVerdict verdict : report.verdicts()) {
      Map<String, List<RuleOutcome>> byOperator =
          verdict.outcomes().stream().collect(Collectors.groupingBy(o -> o.tried().operator()));
      String name = escaped(verdict.rule().toString());
      boolean failed = verdict.status() == Status.FAILED;
      out.append("<tr><th>")
          .append(failed ? "<a href=\"#" + verdict.rule().id() + "\">" + name + "</a>" : name)
          .append("</th><td>")
          .append(verdict.rule().level())
          .append("</td>")
          .append(cell(verdict.status(), word(verdict.status())));
      for (String operator : operators) {
        List<RuleOutcome> outcomes = byOperator.get(operator);
        out.append(
            outcomes == null ? "<td></td>" : counts(new RuleVerdict(verdict.rule(), outcomes)));
      }
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n");
  }

  /** {@return those that were called, in the usual order; the empty name comes last} */
  private static List<String> operators(ConformanceReport report) {
    List<String> called =
        report.verdicts().stream()
            .flatMap(verdict -> verdict.outcomes().stream())
            .map(outcome -> outcome.tried().operator())
            .distinct()
            .toList();
    List<String> ordered = new ArrayList<>();
    Operators.ALL.stream().map(Operator::name).filter(called::contains).forEach(ordered::add);
    called.stream()
        .filter(name -> !ordered.contains(name) && !name.equals(NONE))
        .sorted()
        .toList()
        .forEach(ordered::add);
    if (called.contains(NONE)) {
      ordered.add(NONE);
    }
    return ordered;
  }

  private static String counts(RuleVerdict part) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int failed = part.failures().size();
    int skipped = part.skips().size();
    counts.put("✓", part.outcomes().size() - failed - skipped);
    counts.put("✗", failed);
    counts.put("–", skipped);
    String text =
        counts.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(Collectors.joining("<br/>"));
    return cell(part.status(), text);
  }

  private static String cell(Status status, String html) {
    return "<td class=\"" + word(status) + "\">" + html + "</td>";
  }

  private static String word(Status status) {
    return status.toString().toLowerCase(Locale.ROOT);
  }

  private static void failures(ConformanceReport report, StringBuilder out) {
    if (report.passed()) {
      return;
    }
    out.append("<h2>Failures</h2>\n");
    for (RuleVerdict verdict : report.verdicts()) {
      if (verdict.status() == Status.FAILED) {
        Rule rule = verdict.rule();
        out.append("<h3 id=\"%s\">%s</h3>\n".formatted(rule.id(), escaped(rule.toString())));
        out.append("<p>%s</p>\n".formatted(escaped(rule.reason())));
        verdict.failures().forEach(failed -> failure(failed, out));
      }
    }
  }

  private static void failure(Failed failed, StringBuilder out) {
    RuleCase tried = failed.tried();
    out.append(
        """
        <dl class="failure">
        <dt>function</dt><dd>%s</dd>
        <dt>operator</dt><dd>%s</dd>
        <dt>point</dt><dd>%s</dd>
        <dt>expected</dt><dd>%s</dd>
        <dt>got</dt><dd>%s</dd>
        <dt>program</dt><dd><pre>%s</pre></dd>
        </dl>
        """
            .formatted(
                escaped(tried.function()),
                tried.operator().isEmpty() ? "several or none" : escaped(tried.operator()),
                escaped(failed.point()),
                escaped(failed.expected()),
                escaped(failed.got()),
                escaped(failed.program())));
  }

  private static void skips(ConformanceReport report, StringBuilder out) {
    if (report.verdicts().stream().allMatch(verdict -> verdict.skips().isEmpty())) {
      return;
    }
    out.append(
        """
        <h2>Skipped</h2>
        <table>
        <thead><tr><th>rule</th><th>cases</th><th>reason</th></tr></thead>
        <tbody>
        """);
    for (RuleVerdict verdict : report.verdicts()) {
      Map<String, Long> reasons =
          verdict.skips().stream()
              .collect(
                  Collectors.groupingBy(
                      Skipped::reason, LinkedHashMap::new, Collectors.counting()));
      reasons.forEach(
          (reason, cases) ->
              out.append("<tr><th>")
                  .append(escaped(verdict.rule().toString()))
                  .append("</th><td class=\"n\">")
                  .append(cases)
                  .append("</td><td>")
                  .append(escaped(reason))
                  .append("</td></tr>\n"));
    }
    out.append("</tbody>\n</table>\n");
  }
}
