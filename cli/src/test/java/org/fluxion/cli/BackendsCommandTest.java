package org.fluxion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsCommandTest {
  @Test
  void backendsAreListedWithWhatTheyCanDo() {
    Ran ran = Ran.fluxion("backends");
    assertEquals(0, ran.exitCode());
    assertListed(ran, "finite +\\| .*accuracy.*");
    assertListed(ran, "hipparchus +\\| forward, any order, exact, 16 per sweep, nests.*erf.*");
    assertListed(ran, "forward +\\| forward, any order, exact.*nests.*");
    assertListed(ran, "mixed +\\| forward and reverse, any order, exact.*nests.*");
    assertListed(ran, "reverse +\\| .*reverse, any order, exact.*nests.*");
    assertTrue(ran.out().contains("Used where a program names none: mixed"), ran.out());
  }

  @Test
  void aBackendThatDoesNotLoadIsListedWithTheReason() {
    assertListed(Ran.fluxion("backends"), "acme: .*" + UnloadableProvider.REASON);
  }

  /** Tests run without the module that the vector kernels need. */
  @Test
  void theKernelsInUseAreNamedAndWhyOthersAreNot() {
    Ran ran = Ran.fluxion("backends");
    assertListed(ran, "Kernels in use: plain");
    assertListed(ran, "vector cannot be used: .* start Java with --add-modules .*");
  }

  @Test
  void theListIsThereAlsoWhenTheConfiguredBackendIsNot() {
    System.setProperty("fluxion.backend", "nosuch");
    try {
      Ran ran = Ran.fluxion("backends");
      assertEquals(0, ran.exitCode());
      assertListed(ran, "forward +\\| .*");
      assertTrue(ran.out().contains("names none: no backend \"nosuch\""), ran.out());
    } finally {
      System.clearProperty("fluxion.backend");
    }
  }

  @Test
  void theJsonSaysTheSame(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("backends.json");
    assertEquals(0, Ran.fluxion("backends", "--json", file.toString()).exitCode());
    Map<String, JsonNode> backends = new TreeMap<>();
    for (JsonNode backend : new ObjectMapper().readTree(file.toFile()).get("backends")) {
      backends.put(backend.get("name").textValue(), backend);
    }
    JsonNode forward = backends.get("forward");
    assertTrue(forward.get("failure").isNull());
    assertEquals("[\"FORWARD\"]", forward.get("capabilities").get("directions").toString());
    assertTrue(forward.get("capabilities").get("highestOrder").isNull());
    assertEquals(0, forward.get("capabilities").get("accuracy").doubleValue());
    assertTrue(forward.get("capabilities").get("nests").booleanValue());
    assertTrue(backends.get("finite").get("capabilities").get("accuracy").doubleValue() > 0);
    JsonNode kernels = new ObjectMapper().readTree(file.toFile()).get("kernels");
    assertEquals("vector", kernels.get(0).get("name").textValue());
    assertTrue(kernels.get(0).get("obstacle").textValue().contains("jdk.incubator.vector"));
    assertEquals(
        "{\"name\":\"plain\",\"inUse\":true,\"obstacle\":null}", kernels.get(1).toString());
    JsonNode broken = backends.get("acme");
    assertTrue(broken.get("capabilities").isNull());
    assertTrue(broken.get("failure").textValue().contains(UnloadableProvider.REASON));
  }

  private static void assertListed(Ran ran, String line) {
    Pattern pattern = Pattern.compile("^ *" + line + "$", Pattern.MULTILINE);
    assertTrue(pattern.matcher(ran.out()).find(), () -> line + " is not in\n" + ran.out());
  }
}
