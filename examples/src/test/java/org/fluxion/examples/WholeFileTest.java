package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void anOldFileIsReplacedAndNoPartIsLeft() throws IOException {
    Path file = folder.resolve("deep/er/file.txt");
    WholeFile.write(file, new byte[] {1});
    WholeFile.write(file, new byte[] {2, 3});
    assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(file));
    assertEquals(List.of(file), filesBeside(file));
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndNoPartIsLeft() throws IOException {
    Path file = folder.resolve("occupied");
    Files.createDirectories(file.resolve("not empty"));
    Throwable thrown =
        assertThrows(UncheckedIOException.class, () -> WholeFile.write(file, new byte[1]));
    assertTrue(
        thrown.getMessage().startsWith("cannot write " + file + ": java.nio.file."),
        thrown.getMessage());
    assertEquals(List.of(file), filesBeside(file));
  }

  private static List<Path> filesBeside(Path file) throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      return files.toList();
    }
  }
}
