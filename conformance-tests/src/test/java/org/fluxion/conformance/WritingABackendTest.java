package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The backend of the document is compiled, found by its name, and passes the kit. */
class WritingABackendTest {
  private static final Path DOCUMENT =
      Path.of("").toAbsolutePath().getParent().resolve("docs/writing-a-backend.md");
  private static final String FILE = " file=";
  private static final int MOST_LINES = 80;

  private static Map<String, List<String>> files;
  @TempDir private static Path folder;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader acme;

  @BeforeEach
  void compile() throws IOException {
    if (files == null) {
      files = filesOf(DOCUMENT);
      for (Map.Entry<String, List<String>> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      compile(files.keySet().stream().filter(name -> name.endsWith(".java")).toList());
    }
    acme = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(acme);
  }

  @AfterEach
  void close() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    acme.close();
  }

  /** {@return the lines of each fenced block that names a file} */
  private static Map<String, List<String>> filesOf(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```") && lines.get(i).contains(FILE)) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        String name = lines.get(i).substring(lines.get(i).indexOf(FILE) + FILE.length());
        found.put(name, lines.subList(i + 1, end));
        i = end;
      }
    }
    return found;
  }

  private static void compile(List<String> names) {
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    List<String> arguments =
        new ArrayList<>(List.of("--release", "17", "-proc:none", "-d", folder.toString(), "-cp"));
    arguments.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    names.forEach(name -> arguments.add(folder.resolve(name).toString()));
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));
    assertEquals(0, code, messages::toString);
  }

  @Test
  void itIsShort() {
    long lines =
        files.entrySet().stream()
            .filter(file -> !file.getKey().endsWith("Test.java"))
            .mapToLong(file -> file.getValue().size())
            .sum();
    assertTrue(lines < MOST_LINES, lines + " lines");
    assertTrue(files.get("acme/AcmeConformanceTest.java").size() <= 12, "lines of the test class");
  }

  @Test
  void itIsFoundByItsName() {
    Backend backend = Backends.named("acme");
    assertEquals("acme", backend.name());
    Tensor gradient = Derivatives.gradient(backend, x -> x.square().sum(), Tensor.vector(1, 2));
    assertEquals(List.of(2.0, 4.0), List.of(gradient.get(0).item(), gradient.get(1).item()));
  }

  @TestFactory
  Stream<DynamicNode> itPassesTheKit() throws ReflectiveOperationException {
    Class<?> test = Class.forName("acme.AcmeConformanceTest", true, acme);
    var constructor = test.getDeclaredConstructor();
    constructor.setAccessible(true);
    return ((BackendConformance) constructor.newInstance()).everyRuleHolds();
  }
}
