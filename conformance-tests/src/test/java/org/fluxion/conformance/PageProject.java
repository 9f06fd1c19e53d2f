package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** The project that a document contains: each fenced block that begins with the name of a file. */
record PageProject(Map<String, List<String>> files) {
  private static final String FILE = " file=";

  /** {@return the project of a document of ours} */
  static PageProject of(String document) throws IOException {
    Path docs = Path.of("").toAbsolutePath().getParent().resolve("docs");
    List<String> lines = Files.readAllLines(docs.resolve(document));
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
    return new PageProject(found);
  }

  /** {@return the lines of a file} */
  List<String> lines(String file) {
    List<String> lines = files.get(file);
    if (lines == null) {
      throw new AssertionError("no " + file + " among " + files.keySet());
    }
    return lines;
  }

  /** Writes all files, as they lie in the project. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** {@return the Java sources below a folder of the project} */
  List<String> sources(String below) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(below) && name.endsWith(".java"))
        .toList();
  }

  /** Compiles sources of the project, which is in a folder, with these options. */
  static void compile(Path project, List<String> sources, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none"));
    arguments.addAll(List.of(options));
    sources.forEach(name -> arguments.add(project.resolve(name).toString()));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    int code =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(printer, printer, arguments.toArray(String[]::new));
    assertEquals(0, code, messages::toString);
  }
}
