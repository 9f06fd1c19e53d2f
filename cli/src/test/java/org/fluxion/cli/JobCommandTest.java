package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobCommandTest {
  @TempDir Path folder;

  @Test
  void theSpringIsLearnedAndReported() throws Exception {
    Path file = folder.resolve("hnn.json");
    Ran ran = hnn("--steps=500", "--backend=mixed", "--json=" + file);
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals("", ran.err());
    assertTrue(ran.out().contains("seed-2: step 500 of 500, loss "), ran.out());
    assertTrue(ran.out().contains("Report: " + folder.resolve("hnn.html")), ran.out());

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals("hnn", json.get("job").textValue());
    assertEquals("mixed", json.get("backend").textValue());
    assertEquals(0, json.get("seed").longValue());
    assertEquals(1500, json.get("steps").longValue());
    assertTrue(json.get("accepted").booleanValue(), json.toString());
    assertTrue(json.get("millisecondsPerStep").doubleValue() > 0, json.toString());
    assertFigure(json.get("figures").get(0), "mse", 1.5e-3);
    assertFigure(json.get("figures").get(1), "orbitDistance", 5e-3);
    assertFigure(json.get("figures").get(2), "energyDrift", 1e-5);
    assertEquals("reverse", json.get("gradientTimes").get(1).get("backend").textValue());
    assertTrue(Files.size(Path.of(json.get("pictures").get(0).textValue())) > 1000);
    String page = Files.readString(Path.of(json.get("report").textValue()));
    assertTrue(page.contains(json.get("command").textValue()), page);
  }

  private static void assertFigure(JsonNode figure, String name, double bound) {
    assertEquals(name, figure.get("name").textValue());
    assertEquals(bound, figure.get("bound").doubleValue());
    assertTrue(figure.get("value").doubleValue() <= bound, figure.toString());
    assertTrue(figure.get("met").booleanValue(), figure.toString());
  }

  @Test
  void tooFewStepsAreAFailureThatIsExplained() {
    Ran ran = hnn("--steps=2", "--backend=reverse");
    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err()
            .matches(
                "fluxion: hnn: mse is [0-9.e+]+ after 6 steps, not at most 1.5e-03\\R"
                    + "fluxion: hnn: orbitDistance is [0-9.e+]+ after 6 steps, not at most"
                    + " 5.0e-03\\R"),
        ran.err());
    assertTrue(ran.out().contains("Trained with reverse for 6 steps"), ran.out());
  }

  @Test
  void whatCannotBeDoneIsToldBeforeAnyWork() {
    assertFailure("no backend \"nosuch\"", "--backend=nosuch");
    assertFailure("hnn: there is nothing to resume, since ", "--resume");
  }

  private void assertFailure(String message, String option) {
    Ran ran = hnn(option);
    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().startsWith("fluxion: " + message), ran.err());
    assertEquals("", ran.out());
    assertFalse(Files.exists(folder.resolve("hnn.html")));
  }

  @Test
  void wrongOptionsAreWrongUses() throws Exception {
    assertWrongUse("--steps must be at least 1, but is 0", "--steps=0");
    assertWrongUse("Unknown option: '--fast'", "--fast");
    Path file = Files.createFile(folder.resolve("file"));
    assertWrongUse("--output needs a folder, but " + file + " is a file", "--output=" + file);
    assertWrongUse("--json needs a file, but " + folder + " is a folder", "--json=" + folder);
  }

  private static void assertWrongUse(String message, String option) {
    Ran ran = Ran.fluxion("demo", "burgers", option);
    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().startsWith(message), ran.err());
    assertTrue(ran.err().contains("Usage: fluxion demo burgers"), ran.err());
    assertEquals("", ran.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hnn", "burgers", "heat2d"})
  void eachJobExplainsItself(String job) {
    Ran ran = Ran.fluxion("demo", job, "--help");
    assertEquals(0, ran.exitCode(), ran.err());
    assertTrue(ran.out().startsWith("Usage: fluxion demo " + job + " "), ran.out());
    for (String word :
        List.of("network", "--json", "--steps", "--seed", "--output", "--backend", "--resume")) {
      assertTrue(ran.out().contains(word), ran.out());
    }
    assertTrue(Ran.fluxion("demo", "--help").out().contains("  " + job), "listed by demo");
  }

  private Ran hnn(String... options) {
    List<String> all = new ArrayList<>(List.of("demo", "hnn", "--output=" + folder));
    all.addAll(List.of(options));
    return Ran.fluxion(all.toArray(String[]::new));
  }
}
