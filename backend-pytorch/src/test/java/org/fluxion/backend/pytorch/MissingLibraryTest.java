package org.fluxion.backend.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fluxion.BackendInfo;
import org.fluxion.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingLibraryTest {
  /** Runs in a JVM of its own. */
  public static final class Available {
    private Available() {}

    /** Prints every backend with the reason why it is not there. */
    public static void main(String[] args) {
      for (BackendInfo info : Backends.available()) {
        System.out.println(info.name() + "\t" + info.failure().orElse("works"));
      }
    }
  }

  @Test
  void withoutTheNativeCodeTheListSaysWhyAndTheOthersWork(@TempDir Path cache) throws Exception {
    List<String> lines = available(cache, "-(linux|macosx|windows)-[a-z0-9_]+\\.jar$");
    String own = own(lines);
    assertTrue(
        own.startsWith("pytorch: libtorch cannot be loaded for " + System.getProperty("os.name")),
        own);
    assertTrue(
        own.endsWith(
            "; add the artifacts pytorch, openblas and javacpp of org.bytedeco, each with the"
                + " classifier of this platform, to the class path"),
        own);
    assertTrue(lines.contains("reverse\tworks"), lines.toString());
  }

  @Test
  void withoutItsClassesToo(@TempDir Path cache) throws Exception {
    List<String> lines = available(cache, "(pytorch|javacpp|openblas)-[0-9][^/]*\\.jar$");
    assertTrue(own(lines).startsWith("pytorch: libtorch cannot be loaded for"), own(lines));
    assertTrue(lines.contains("reverse\tworks"), lines.toString());
  }

  private static String own(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("pytorch\t"))
        .map(line -> line.substring("pytorch\t".length()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> available(Path cache, String left) throws Exception {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String classPath =
        Arrays.stream(all.split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*" + left))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                classPath,
                Available.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), lines.toString());
    return lines;
  }
}
