package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document on conformance lists the rules that there are. */
class RulesDocumentTest {
  private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");

  /** {@return the cells of the rows that begin with an id of this letter} */
  private static List<List<String>> rows(String document, String letter) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS.resolve(document))) {
      if (line.matches("\\| " + letter + "\\d.*\\|")) {
        rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
      }
    }
    return rows;
  }

  @Test
  void rulesForBackends() throws IOException {
    List<List<String>> rules =
        BackendRules.all().stream()
            .map(r -> List.of(r.id(), r.level().toString(), r.title(), r.reason()))
            .toList();
    assertEquals(rules, rows("conformance.md", "B"));
  }

  @Test
  void lawsForPrimitives() throws IOException {
    List<List<String>> laws =
        PrimitiveLaw.ALL.stream().map(l -> List.of(l.number(), l.sentence())).toList();
    assertEquals(laws, rows("conformance.md", "P"));
  }

  @Test
  void everyRuleHasAnIdOfItsOwn() {
    List<String> ids = BackendRules.all().stream().map(Rule::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
    for (String id : ids) {
      assertTrue(id.matches("B([1-9]|1[01])\\.[1-9]\\d?"), id);
    }
  }

  @Test
  void everyConventionOfTheDocumentIsTried() throws IOException {
    List<String> tried = new ArrayList<>();
    for (List<ConventionRules.Convention> table :
        List.of(
            ConventionRules.KINKS,
            ConventionRules.SINGULAR,
            ConventionRules.CONSTANTS,
            ConventionRules.STRONG_ZEROS)) {
      table.forEach(convention -> tried.add(convention.function()));
    }
    int rows = 0;
    for (String line : Files.readAllLines(DOCS.resolve("conventions.md"))) {
      if (line.startsWith("| `")) {
        rows++;
        String function = line.substring(3, line.indexOf('`', 3));
        assertTrue(tried.contains(function), function);
      }
    }
    assertTrue(rows > 20, rows + " rows");
  }
}
