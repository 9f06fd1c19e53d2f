package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs every Java snippet of the documents, and compares what each prints. */
class DocumentationTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everySnippetPrintsWhatTheDocumentSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      for (Snippet snippet : Snippet.in(document)) {
        tests.add(DynamicTest.dynamicTest(snippet.place(), () -> check(snippet)));
      }
    }
    return tests.stream();
  }

  private void check(Snippet snippet) throws Exception {
    String printed = snippet.run(Files.createTempDirectory(folder, "snippet"));
    if (snippet.output() != null) {
      assertEquals(snippet.output(), printed.strip(), snippet.place());
    }
  }

  @Test
  void thereAreSnippetsInTheReadmeAndTheGuides() throws IOException {
    assertFalse(Snippet.in(root().resolve("README.md")).isEmpty());
    assertFalse(Snippet.in(root().resolve("docs/nested.md")).isEmpty());
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> guides = Files.list(root().resolve("docs"))) {
      return Stream.concat(Stream.of(root().resolve("README.md")), guides)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The checkout: tests run in the folder of their module. */
  private static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }
}
