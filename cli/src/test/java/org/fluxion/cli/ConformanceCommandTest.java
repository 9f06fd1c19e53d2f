package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fluxion.Backends;
import org.fluxion.conformance.BackendRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ConformanceCommandTest {
  private static final String TRANSPOSES = "B3.1";
  private static final String EMPTY = "B6.1";
  private static final String OTHER_SHAPES = "B9.3";

  @TempDir private static Path tripled;

  @BeforeAll
  static void compile() throws Exception {
    CompiledBackend.tripled(tripled);
  }

  private static Ran conformance(String... arguments) {
    List<String> all = new ArrayList<>(List.of("conformance"));
    all.addAll(List.of(arguments));
    return Ran.fluxion(all.toArray(String[]::new));
  }

  private static void assertWrongUse(String message, String... arguments) {
    Ran ran = conformance(arguments);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().startsWith(message), ran.err());
    assertTrue(ran.err().contains("Usage: fluxion conformance"), ran.err());
    assertEquals("", ran.out());
  }

  private static void assertSays(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in\n" + text);
  }

  @Test
  void eachRuleHasALineAndTheExitCodeIsZeroIfNoneFailed() {
    Ran ran = conformance("reverse", "--only", EMPTY + "," + OTHER_SHAPES);
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals(
        """
        passed  B6.1  empty tensors have empty derivatives
        passed  B9.3  cotangents of another shape are refused

        reverse: 2 rules passed, 0 failed, 0 skipped
        """,
        ran.out().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void aBackendMayHaveOptionsAndKeepsThemInTheReport(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.json");
    Ran ran = conformance("reverse(batch=4)", "--only", EMPTY, "--json", file.toString());
    assertEquals(0, ran.exitCode(), ran.err());
    assertSays(ran.out(), "reverse(batch=4): 1 rules passed");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals("reverse(batch=4)", json.get("backend").textValue());
  }

  @Test
  void familiesStandForAllTheirRules() {
    Ran ran = conformance("forward", "--only", "B10,B6.1");
    long rules = BackendRules.all().stream().filter(r -> r.id().startsWith("B10.")).count();
    assertSays(ran.out(), "forward: " + (rules + 1) + " rules passed, 0 failed, 0 skipped");
  }

  @Test
  void aSkippedRuleHasItsReasonAndFailsNothing() {
    Ran ran = conformance("finite", "--only", "B2.1");
    assertEquals(0, ran.exitCode(), ran.err());
    assertSays(ran.out(), "skipped B2.1  kinks and ties have the agreed derivative");
    assertSays(ran.out(), "the backend declares an accuracy of");
    assertSays(ran.out(), "finite: 0 rules passed, 0 failed, 1 skipped");
  }

  @Test
  void anotherSeedAndAnyNumberOfRandomProgramsCanBeAskedFor() {
    Ran ran = conformance("reverse", "--only", EMPTY, "--seed", "7", "--programs", "3");
    assertEquals(0, ran.exitCode(), ran.err());
    assertWrongUse("--programs must be at least 0, but is -1", "reverse", "--programs=-1");
    assertWrongUse("Invalid value for option '--seed'", "reverse", "--seed", "now");
  }

  @Test
  void aBrokenBackendFromAClassPathFailsOnTheRuleThatNamesTheFault() {
    Ran ran = tripled("--only", TRANSPOSES + "," + EMPTY);
    assertEquals(1, ran.exitCode());
    assertSays(ran.out(), "failed  B3.1  pushforward and pullback are transposes");
    assertSays(ran.out(), "passed  B6.1  empty tensors have empty derivatives");
    assertSays(ran.out(), "tripled: 1 rules passed, 1 failed, 0 skipped");
    assertSays(ran.out(), "        expected ");
    assertSays(ran.out(), "        ConformanceRun.of(Backends.named(\"tripled\")).seed(");
    assertSays(ran.out(), " failures more");
    assertEquals("", ran.err());
  }

  @Test
  void theClassPathIsForgottenAfterwards() {
    tripled("--only", EMPTY);
    assertTrue(Backends.available().stream().noneMatch(b -> b.name().equals("tripled")));
    assertWrongUse("no backend \"tripled\"; there are ", "tripled", "--only", EMPTY);
  }

  private static Ran tripled(String... more) {
    List<String> arguments = new ArrayList<>(List.of("tripled", "--class-path"));
    arguments.add(tripled.toString());
    arguments.addAll(List.of(more));
    return conformance(arguments.toArray(String[]::new));
  }

  @Test
  void theJsonHasAnEntryForEachRule(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("report.json");
    tripled("--only", TRANSPOSES + "," + EMPTY, "--json", file.toString());
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals(
        List.of("backend", "passed", "failed", "skipped", "rules"),
        json.properties().stream().map(property -> property.getKey()).toList());
    assertEquals("tripled", json.get("backend").textValue());
    assertEquals(1, json.get("passed").intValue());
    assertEquals(1, json.get("failed").intValue());
    assertEquals(0, json.get("skipped").intValue());
    JsonNode failed = json.get("rules").get(0);
    assertEquals(
        List.of("rule", "title", "status", "reason"),
        failed.properties().stream().map(property -> property.getKey()).toList());
    assertEquals(TRANSPOSES, failed.get("rule").textValue());
    assertEquals("pushforward and pullback are transposes", failed.get("title").textValue());
    assertEquals("failed", failed.get("status").textValue());
    assertSays(failed.get("reason").textValue(), " failures)");
    assertEquals("passed", json.get("rules").get(1).get("status").textValue());
    assertEquals("", json.get("rules").get(1).get("reason").textValue());
  }

  @Test
  void theReportsAreWrittenIntoTheFolder(@TempDir Path folder) throws Exception {
    Path reports = folder.resolve("new/reports");
    Ran ran = tripled("--only", "B1.1," + EMPTY, "--report", reports.toString());
    assertSays(ran.out(), "Report: " + reports.resolve("report.html"));
    String page = Files.readString(reports.resolve("report.html"));
    for (String part :
        List.of(
            "<h1>Conformance of tripled</h1>",
            "<dd>a sum of squares</dd>",
            "<dd>[1.0, -2.0, 3.0]</dd>",
            "<dd>[2.0, -4.0, 6.0]</dd>",
            "<dd>[6.0, -12.0, 18.0]</dd>",
            "ConformanceRun.of(Backends.named(&quot;tripled&quot;))")) {
      assertSays(page, part);
    }
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(reports.resolve("junit.xml").toFile());
    assertEquals(2, xml.getElementsByTagName("testsuite").getLength());
    assertTrue(xml.getElementsByTagName("failure").getLength() > 1);
    JsonNode json = new ObjectMapper().readTree(reports.resolve("report.json").toFile());
    assertEquals(1, json.get("failed").intValue());
  }

  @Test
  void whatIsWrongInTheArgumentsIsNamedWithWhatThereIs(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertWrongUse(
        "conformance: there is no rule or family \"B77\"; rules are B1.1, B1.2,",
        "reverse",
        "--only",
        "B3,B77");
    assertWrongUse("no backend \"nosuch\"; there are ", "nosuch");
    assertWrongUse("invalid backend specification: expected the value", "reverse(batch=");
    assertWrongUse("give either the name of a backend or --all");
    assertWrongUse("give either the name of a backend or --all", "reverse", "--all");
    for (String option : List.of("--only=B3", "--seed=1", "--programs=1")) {
      assertWrongUse("--only, --seed and --programs are about rules", "--all", option);
    }
    assertWrongUse("Unknown option: '--fast'", "reverse", "--fast");
    assertWrongUse(
        "--report needs a folder, but " + file + " is a file", "reverse", "--report=" + file);
    assertWrongUse(
        "--json needs a file, but " + folder + " is a folder", "reverse", "--json=" + folder);
    Path missing = folder.resolve("missing.jar");
    assertWrongUse(
        "--class-path: there is no file or folder " + missing,
        "reverse",
        "--class-path=" + file + File.pathSeparator + missing);
  }

  @Test
  void allBackendsAreMeasuredSideBySide(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("all.json");
    Ran ran =
        conformance(
            "--all",
            "--class-path=" + tripled,
            "--report=" + folder.resolve("reports"),
            "--json=" + file);
    assertEquals(1, ran.exitCode(), "tripled is wrong");
    assertSays(ran.out(), "wrong: gradient by tripled: ");
    assertSays(ran.out(), "Failed to load: acme: ");
    assertSays(ran.out(), UnloadableProvider.REASON);
    for (String title : List.of("Error", "Time, us:", "Evaluations of f:", "Bytes allocated:")) {
      assertSays(ran.out(), title);
    }
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertSays(json.get("unusable").get("acme").textValue(), UnloadableProvider.REASON);
    assertSays(json.get("backends").toString(), "\"tripled\"");
    for (JsonNode cost : json.get("operators")) {
      boolean reverse = cost.get("backend").textValue().equals("reverse");
      if (reverse) {
        assertEquals("passed", cost.get("status").textValue());
        assertTrue(cost.get("error").doubleValue() < 1e-10, cost.toString());
        assertTrue(cost.get("microseconds").doubleValue() > 0, cost.toString());
        assertTrue(cost.get("bytes").longValue() > 0, cost.toString());
        assertEquals(1, cost.get("evaluations").doubleValue(), cost.toString());
      }
    }
    String page = Files.readString(folder.resolve("reports/comparison.html"));
    assertSays(page, "<h1>Backends side by side</h1>");
    assertSays(page, "acme cannot be used: ");
    assertEquals(
        json, new ObjectMapper().readTree(folder.resolve("reports/comparison.json").toFile()));
    assertFalse(Files.exists(folder.resolve("reports/report.html")));
  }
}
