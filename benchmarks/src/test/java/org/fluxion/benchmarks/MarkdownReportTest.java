package org.fluxion.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;
import org.fluxion.benchmarks.measure.Measurement;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static final Map<String, Measurement> MEASURED =
      Map.of("ours", new Measurement(5_678, 0), "theirs", new Measurement(1_234_567, 0));

  @Test
  void aReportIsATable() {
    Figure ours = Figure.time("ours");
    List<Comparison> comparisons =
        List.of(
            Comparison.with("P", Figure.time("theirs"), "f", "t", ours, Goal.ratioAtMost(0.5)),
            Comparison.with("Q", Figure.time("other"), "f", "t", ours, Goal.ratioAtLeast(2)),
            Comparison.alone("f", "t", ours, Goal.atMost(5)),
            Comparison.alone("f", "bytes", Figure.bytes("ours"), Goal.none()));
    BenchmarkReport report =
        new BenchmarkReport(
            new Machine("2 x Abacus", "Java 17", "vector", 0.25),
            comparisons.stream().map(comparison -> comparison.outcome(MEASURED)).toList(),
            List.of("other"),
            Map.of("broken", "because"));
    assertEquals(
        """
        2 x Abacus; Java 17; kernels vector; load before the run 0.25

        | case | measure | value | peer | its value | ratio | goal | |
        |---|---|---:|---|---:|---:|---|---|
        | f | t | 5.68 µs | P | 1,235 µs | 0.00460 | ratio ≤ 0.5 | met |
        | f | t | 5.68 µs | Q | not measured |  | ratio ≥ 2 | unknown |
        | f | t | 5.68 µs |  |  |  | ≤ 5 µs | **missed** |
        | f | bytes | 0 B |  |  |  |  |  |

        `broken` failed: because
        """,
        MarkdownReport.of(report));
  }
}
