package org.fluxion.conformance;

import static org.fluxion.conformance.Markup.escaped;

import java.util.List;
import org.fluxion.conformance.RuleOutcome.Failed;
import org.fluxion.conformance.RuleOutcome.Skipped;

/**
 * A report as the XML that build servers read as test results: a suite for each rule, and a test
 * case for each thing that the rule was tried on.
 *
 * <p>It has what the format of Ant and Surefire has in common: {@code testsuites}, {@code
 * testsuite}, {@code testcase}, {@code failure} and {@code skipped}. There are no times, since
 * nothing is timed.
 */
public final class JUnitReport {
  private JUnitReport() {}

  /** {@return the report as a document, to be written in UTF-8} */
  public static String of(ConformanceReport report) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    int tests = report.verdicts().stream().mapToInt(v -> v.outcomes().size()).sum();
    out.append("<testsuites")
        .append(attribute("name", "conformance of " + report.backend()))
        .append(counts(tests, report.failures().size()))
        .append(">\n");
    report.verdicts().forEach(verdict -> suite(verdict, out));
    return out.append("</testsuites>\n").toString();
  }

  private static void suite(RuleVerdict verdict, StringBuilder out) {
    List<RuleOutcome> outcomes = verdict.outcomes();
    out.append("  <testsuite")
        .append(attribute("name", verdict.rule().toString()))
        .append(counts(outcomes.size(), verdict.failures().size()))
        .append(attribute("skipped", String.valueOf(verdict.skips().size())))
        .append(">\n");
    outcomes.forEach(outcome -> testcase(outcome, out));
    out.append("  </testsuite>\n");
  }

  private static void testcase(RuleOutcome outcome, StringBuilder out) {
    out.append("    <testcase")
        .append(attribute("name", outcome.tried().subject()))
        .append(attribute("classname", outcome.tried().rule().toString()));
    if (outcome instanceof Failed failed) {
      out.append(">\n      <failure")
          .append(attribute("type", failed.cause().getClass().getName()))
          .append(attribute("message", failed.message()))
          .append('>')
          .append(
              escaped(
                  """
                  point:    %s
                  expected: %s
                  got:      %s
                  program:  %s
                  """
                      .formatted(
                          failed.point(), failed.expected(), failed.got(), failed.program())))
          .append("</failure>\n    </testcase>\n");
    } else if (outcome instanceof Skipped skipped) {
      out.append(">\n      <skipped")
          .append(attribute("message", skipped.reason()))
          .append("/>\n    </testcase>\n");
    } else {
      out.append("/>\n");
    }
  }

  private static String counts(int tests, int failures) {
    return attribute("tests", String.valueOf(tests))
        + attribute("failures", String.valueOf(failures))
        + attribute("errors", "0");
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + escaped(value) + '"';
  }
}
