package org.fluxion.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;
import org.fluxion.benchmarks.measure.Outcome;
import org.fluxion.benchmarks.measure.Outcome.Verdict;
import org.junit.jupiter.api.Test;

/** JMH runs what it is told, here in this JVM and for an instant. */
class BenchmarkRunTest {
  private static final Effort INSTANT = new Effort(0, 0, 1, 0.01);
  private static final String HAND = "rosenbrock/1000/hand";
  private static final String HIPPARCHUS = "rosenbrock/10/hipparchus";

  @Test
  void whatIsThereIsMeasuredAndWhatIsNotIsReported() {
    List<Comparison> comparisons =
        List.of(
            versus(HIPPARCHUS, Goal.ratioAtMost(1e9)),
            versus("rosenbrock/1000/pytorch", Goal.ratioAtMost(1)),
            versus(FailingWorkloads.ID, Goal.none()),
            Comparison.alone("allocation", "by hand", Figure.bytes(HAND), Goal.atMost(0)),
            Comparison.alone("allocation", "others", Figure.bytes(HIPPARCHUS), Goal.atMost(0)));
    List<String> heard = new ArrayList<>();
    BenchmarkReport report =
        new BenchmarkRun(comparisons, INSTANT, Catalogue.load())
            .run((done, total, workload) -> heard.add(done + "/" + total + " " + workload));

    assertEquals(List.of("0/3 " + HAND, "1/3 " + HIPPARCHUS, "2/3 " + FailingWorkloads.ID), heard);
    assertEquals(List.of("rosenbrock/1000/pytorch"), report.absent());
    assertEquals(Set.of(FailingWorkloads.ID), report.failures().keySet());
    assertTrue(report.failures().get(FailingWorkloads.ID).contains("no libtest.so"));
    assertEquals(
        List.of(Verdict.MET, Verdict.UNKNOWN, Verdict.NO_GOAL, Verdict.MET, Verdict.MISSED),
        report.outcomes().stream().map(Outcome::verdict).toList());
    assertEquals(2, report.count(Verdict.MET));

    Outcome measured = report.outcomes().get(0);
    assertTrue(measured.value().getAsDouble() > 0);
    assertEquals(
        measured.value().getAsDouble() / measured.peerValue().getAsDouble(),
        measured.ratio().getAsDouble());
    // Each of Hipparchus' numbers has an array of ten partial derivatives.
    assertTrue(report.outcomes().get(4).value().getAsDouble() > 1_000);
  }

  private static Comparison versus(String peer, Goal goal) {
    return Comparison.with(
        "peer", Figure.time(peer), "Rosenbrock", "time", Figure.time(HAND), goal);
  }
}
