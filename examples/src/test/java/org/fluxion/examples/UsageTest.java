package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs outside the repository are written like the one in the resources, and compile unchanged.
 */
class UsageTest {
  @Test
  void aProgramWrittenAgainstThePublicNamesCompiles(@TempDir Path folder) throws Exception {
    Path source = Path.of(UsageTest.class.getResource("/surface/Usage.java").toURI());
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
      assertTrue(compiled, messages.toString());
    }
  }
}
