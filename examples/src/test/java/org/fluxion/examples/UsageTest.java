package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs outside the repository are written like the one in the resources, and compile unchanged.
 */
class UsageTest {
  @Test
  void aProgramWrittenAgainstThePublicNamesCompiles(@TempDir Path folder) throws Exception {
    Path source = Path.of(UsageTest.class.getResource("/surface/Usage.java").toURI());
    assertEquals("", Compiler.messages(source, folder));
  }
}
