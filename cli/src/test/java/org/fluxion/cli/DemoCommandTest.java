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

class DemoCommandTest {
  private static final double VALUE = 8.645627432351766;

  @TempDir Path folder;

  @Test
  void theDemoPrintsAndWritesWhatItFound() throws Exception {
    Path file = folder.resolve("new/demo.json");
    Ran ran = Ran.fluxion("demo", "--json=" + file, "--output=" + folder.resolve("picture"));
    assertEquals(0, ran.exitCode(), ran.err());
    assertEquals("", ran.err());

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertEquals(VALUE, json.get("value").doubleValue(), 1e-10 * VALUE);
    assertEquals(VALUE, json.get("reference").doubleValue());
    List<String> hows = new ArrayList<>();
    for (JsonNode way : json.get("ways")) {
      String how = way.get("how").textValue();
      hows.add(how);
      assertTrue(ran.out().contains("\n " + how + " "), ran.out());
      double tolerance = how.equals("finite differences") ? 1e-6 : 1e-10;
      assertTrue(way.get("maxRelativeError").doubleValue() <= tolerance, way.toString());
      assertTrue(way.get("microseconds").doubleValue() > 0, way.toString());
      assertTrue(way.get("bytes").longValue() > 0, way.toString());
      assertTrue(way.get("multiplyAdds").longValue() > 0, way.toString());
    }
    assertEquals(10, hows.size());
    assertTrue(ran.out().contains("8.6456274323518"), ran.out());

    JsonNode training = json.get("training");
    assertTrue(training.get("loss").doubleValue() < 1e-4, training.toString());
    assertTrue(training.get("steps").intValue() > 0, training.toString());
    assertTrue(training.get("maxErrorHeldOut").doubleValue() < 0.02, training.toString());
    Path picture = Path.of(training.get("plot").textValue());
    assertTrue(Files.size(picture) > 0);
    assertTrue(picture.startsWith(folder.resolve("picture")), picture.toString());
    assertTrue(ran.out().contains("Picture: " + picture), ran.out());
  }

  @Test
  void tooFewStepsAreAFailureThatIsExplained() {
    Ran ran = Ran.fluxion("demo", "--steps=3", "--output=" + folder);
    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err()
            .matches(
                "fluxion: training: the loss is [0-9.e+]+ after 3 steps, not below 1e-04; allow"
                    + " more steps\\R"),
        ran.err());
    assertTrue(ran.out().contains("training: step 0, loss 8.65e+00"), ran.out());
  }

  @Test
  void aMissingBackendIsToldBeforeAnyWork() {
    System.setProperty("fluxion.backend", "nosuch");
    try {
      Ran ran = Ran.fluxion("demo", "--output=" + folder.resolve("unused"));
      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().startsWith("fluxion: no backend \"nosuch\""), ran.err());
      assertFalse(ran.err().contains("\tat "), ran.err());
      assertEquals("", ran.out());
      Ran traced = Ran.fluxion("demo", "--stacktrace");
      assertTrue(traced.err().contains("\tat org.fluxion.Backends.configured"), traced.err());
    } finally {
      System.clearProperty("fluxion.backend");
    }
    assertFalse(Files.exists(folder.resolve("unused")));
  }
}
