package org.fluxion.examples.jobs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One page of HTML that shows what a job found; the pictures are in it. */
@SuppressWarnings("InlineFormatString") // the page is read as a page
final class JobReport {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>%1$s</title>
      <style>
      body { font: 16px/1.5 sans-serif; color: #333b44; max-width: 80em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { text-align: left; padding: 0.3em 1em 0.3em 0; border-bottom: 1px solid #e3e7eb; }
      td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
      img { max-width: 100%%; }
      figure { margin: 1em 0; }
      .failed { color: #c8553d; font-weight: bold; }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      <p>%2$s</p>
      <p>%3$s</p>
      %4$s
      <h2>Figures</h2>
      <table>
      <tr><th>figure</th><th class="number">value</th><th class="number">at most</th><th></th></tr>
      %5$s
      </table>
      <h2>Time</h2>
      <p>%6$s</p>
      <table>
      <tr><th>backend</th><th class="number">prepared, ms</th><th class="number">unprepared, ms</th><th class="number">difference of the gradient</th></tr>
      %7$s
      </table>
      <h2>Again</h2>
      <pre>%8$s</pre>
      </body>
      </html>
      """;

  private JobReport() {}

  static byte[] html(Job<?> job, JobResult result, List<Picture> pictures) {
    String verdict =
        result.accepted()
            ? "<strong>Accepted</strong>: every figure is within its bound."
            : "<span class=\"failed\">Not accepted</span>: "
                + result.complaints().stream()
                    .map(JobReport::escaped)
                    .collect(Collectors.joining("; "))
                + ".";
    return String.format(
            Locale.ROOT,
            PAGE,
            escaped(job.title()),
            escaped(job.description()),
            verdict,
            joined(pictures, JobReport::figure),
            joined(result.figures(), JobReport::row),
            trainingTime(result),
            joined(result.gradientTimes(), JobReport::row),
            escaped(result.command()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static <T> String joined(List<T> items, java.util.function.Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining("\n"));
  }

  private static String figure(Picture picture) {
    return String.format(
        Locale.ROOT,
        "<figure><img alt=\"%1$s\" src=\"data:image/png;base64,%2$s\">"
            + "<figcaption>%1$s</figcaption></figure>",
        escaped(picture.caption()),
        Base64.getEncoder().encodeToString(picture.png()));
  }

  private static String row(Figure figure) {
    String bound = figure.bound() == null ? "" : number(figure.bound());
    String verdict = figure.bound() == null ? "" : figure.met() ? "met" : "not met";
    return String.format(
        Locale.ROOT,
        "<tr><td>%s</td><td class=\"number\">%s</td><td class=\"number\">%s</td>"
            + "<td%s>%s</td></tr>",
        escaped(figure.meaning()),
        number(figure.value()),
        bound,
        figure.met() ? "" : " class=\"failed\"",
        verdict);
  }

  private static String row(GradientTime time) {
    return String.format(
        Locale.ROOT,
        "<tr><td>%s</td><td class=\"number\">%.3g</td><td class=\"number\">%.3g</td>"
            + "<td class=\"number\">%.1e</td></tr>",
        escaped(time.backend()),
        time.prepared(),
        time.unprepared(),
        time.largestDifference());
  }

  private static String trainingTime(JobResult result) {
    return String.format(
        Locale.ROOT,
        "Trained with <code>%s</code> for %,d steps; %.1f s, %.2f ms a step. Below, the time of one"
            + " loss with its gradient, the median of some calls, with and without a recorded"
            + " program, and how far the gradient is off the one trained with, relative to its"
            + " largest element.",
        escaped(result.backend()),
        result.steps(),
        result.seconds(),
        result.millisecondsPerStep());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2e", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
