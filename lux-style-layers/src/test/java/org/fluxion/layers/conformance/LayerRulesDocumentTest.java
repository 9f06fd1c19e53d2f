package org.fluxion.layers.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document on layers lists the rules and the traits that there are. */
class LayerRulesDocumentTest {
  private static final Path DOCUMENT =
      Path.of("").toAbsolutePath().getParent().resolve("docs").resolve("layers.md");

  @Test
  void everyRuleIsInTheDocument() throws IOException {
    List<List<String>> rules =
        LayerRules.all().stream()
            .map(rule -> List.of(rule.id(), rule.title(), rule.reason()))
            .toList();
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.matches("\\| L\\d.*\\|")) {
        rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
      }
    }
    assertEquals(rules, rows);
  }

  @Test
  void everyRuleHasAnIdOfItsOwn() {
    List<String> ids = LayerRules.all().stream().map(LayerRule::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  void everyTraitIsInTheDocument() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (Trait trait : Trait.values()) {
      assertTrue(document.contains("| `" + trait + "` |"), trait.toString());
    }
  }
}
