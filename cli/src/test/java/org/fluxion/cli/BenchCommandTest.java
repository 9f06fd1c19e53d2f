package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fluxion.benchmarks.BenchmarkReport;
import org.fluxion.benchmarks.Machine;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;
import org.fluxion.benchmarks.measure.Measurement;
import org.fluxion.benchmarks.measure.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command makes of a report; that reports come about is tested where they do. */
class BenchCommandTest {
  private static final Map<String, Measurement> MEASURED =
      Map.of("ours", new Measurement(5_678, 16), "theirs", new Measurement(11_356, 0));

  private static final Comparison MET =
      Comparison.with(
          "PyTorch",
          Figure.time("theirs"),
          "gradient",
          "prepared",
          Figure.time("ours"),
          Goal.ratioAtMost(0.5));
  private static final Comparison MISSED =
      Comparison.alone("gradient", "bytes", Figure.bytes("ours"), Goal.atMost(0));
  private static final Comparison UNKNOWN =
      Comparison.with(
          "OpenBLAS",
          Figure.time("absent"),
          "product",
          "speed",
          Figure.time("ours"),
          Goal.ratioAtLeast(0.9));

  @Test
  void jsonHasNineKeysInOrderAndNullsWhereNothingIsKnown() throws Exception {
    JsonNode met = json(MET);
    List<String> keys = new ArrayList<>();
    met.fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of("case", "measure", "value", "unit", "peer", "peerValue", "ratio", "goal", "met"),
        keys);
    assertEquals("gradient", met.get("case").textValue());
    assertEquals(5.678, met.get("value").doubleValue());
    assertEquals("us", met.get("unit").textValue());
    assertEquals(11.356, met.get("peerValue").doubleValue());
    assertEquals(0.5, met.get("ratio").doubleValue());
    assertEquals("ratio <= 0.5", met.get("goal").textValue());
    assertTrue(met.get("met").booleanValue());

    JsonNode missed = json(MISSED);
    assertTrue(missed.get("peer").isNull() && missed.get("ratio").isNull(), missed.toString());
    assertEquals("<= 0 B", missed.get("goal").textValue());
    assertEquals("false", missed.get("met").toString());

    JsonNode unknown = json(UNKNOWN);
    assertEquals("OpenBLAS", unknown.get("peer").textValue());
    assertTrue(unknown.get("peerValue").isNull() && unknown.get("met").isNull());
  }

  private static JsonNode json(Comparison comparison) throws Exception {
    return new ObjectMapper().readTree(JsonFile.text(BenchEntry.of(comparison.outcome(MEASURED))));
  }

  @Test
  void theTableMarksEachGoalAndSaysWhatIsMissing() {
    List<Outcome> outcomes =
        List.of(MET.outcome(MEASURED), MISSED.outcome(MEASURED), UNKNOWN.outcome(MEASURED));
    StringWriter out = new StringWriter();
    BenchCommand.print(
        new BenchmarkReport(
            new Machine("2 x Abacus", "Java 17", "vector", 3),
            outcomes,
            List.of("absent"),
            Map.of()),
        new PrintWriter(out));
    List<String> lines = out.toString().lines().toList();
    assertEquals("2 x Abacus; Java 17; kernels vector", lines.get(1));
    assertTrue(
        lines.get(5).matches(".*5\\.68 .*us .*PyTorch.* 11\\.4 .*0\\.500.*ratio <= 0\\.5.*met"));
    assertTrue(lines.get(6).endsWith("MISSED"), lines.get(6));
    assertTrue(lines.get(7).endsWith("unknown"), lines.get(7));
    assertEquals("Goals: 1 met, 1 missed, 1 unknown.", lines.get(9));
    assertEquals(
        "Not measured, since the peer is not built in: absent. With -Ppytorch it is.",
        lines.get(10));
    assertEquals(
        "Other programs were running (load 3.0): the numbers are worth less.", lines.get(11));
  }

  @Test
  void wrongArgumentsAreRefusedBeforeAnyWork(@TempDir Path folder) {
    Ran suite = Ran.fluxion("bench", "--suite", "slow");
    assertEquals(2, suite.exitCode());
    assertTrue(
        suite.err().contains("quick, nested, products, scalar, jacobian, adbench, all"),
        suite.err());
    Ran file = Ran.fluxion("bench", "--markdown=" + folder);
    assertEquals(2, file.exitCode());
    assertTrue(file.err().startsWith("--markdown needs a file, but " + folder), file.err());
  }
}
