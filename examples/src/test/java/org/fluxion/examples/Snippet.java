package org.fluxion.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java snippet of a document: the lines of a {@code java} block, and of the {@code text} block
 * behind it what the snippet prints.
 *
 * @param place document and line, for messages
 * @param output null if the document does not say what is printed
 */
record Snippet(String place, List<String> lines, String output) {
  static List<Snippet> in(Path document) throws IOException {
    List<String> all = Files.readAllLines(document);
    List<Snippet> snippets = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).equals("```java")) {
        int end = endOf(all, i);
        String output = null;
        int next = end + 1;
        while (next < all.size() && all.get(next).isBlank()) {
          next++;
        }
        if (next < all.size() && all.get(next).equals("```text")) {
          output = String.join("\n", all.subList(next + 1, endOf(all, next)));
        }
        snippets.add(
            new Snippet(document.getFileName() + ":" + (i + 1), all.subList(i + 1, end), output));
        i = end;
      }
    }
    return snippets;
  }

  private static int endOf(List<String> all, int start) {
    int end = start + 1;
    while (!all.get(end).equals("```")) {
      end++;
    }
    return end;
  }

  /** Compiles the snippet as the body of a main method, runs it and returns what it printed. */
  String run(Path folder) throws Exception {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(source, program());
    String messages = Compiler.messages(source, folder);
    if (!messages.isEmpty()) {
      throw new AssertionError(place + " does not compile:\n" + messages);
    }
    return printedBy(folder);
  }

  private String program() {
    StringBuilder imports = new StringBuilder();
    StringBuilder body = new StringBuilder();
    for (String line : lines) {
      (line.startsWith("import ") ? imports : body).append(line).append('\n');
    }
    return imports
        + "public class Snippet {\n"
        + "public static void main(String[] arguments) throws Exception {\n"
        + body
        + "}\n}\n";
  }

  private static String printedBy(Path folder) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, Snippet.class.getClassLoader());
        PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      Class<?> program = Class.forName("Snippet", true, loader);
      program.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
