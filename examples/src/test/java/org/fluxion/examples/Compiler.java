package org.fluxion.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles programs as their authors would, against what this module sees. */
final class Compiler {
  private Compiler() {}

  /** Compiles a file into a folder; returns why it could not, or nothing. */
  static String messages(Path source, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of("-d", folder.toString(), "--release", "17", "-proc:none"),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      return compiled ? "" : "failed: " + messages;
    }
  }
}
