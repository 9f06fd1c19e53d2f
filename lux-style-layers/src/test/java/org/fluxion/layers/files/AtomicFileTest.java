package org.fluxion.layers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static AtomicFile.Content text(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anExistingFileIsReplaced() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, text("old and long"));
    AtomicFile.write(file, text("new"));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void theOldFileIsThereUntilTheNewOneIsComplete() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, text("old"));
    AtomicFile.write(
        file,
        out -> {
          out.write('n');
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("n", Files.readString(file));
  }

  @Test
  void afterAFailureTheOldFileIsAsItWasAndNothingElseIsThere() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, text("old"));
    IOException full = new IOException("disk full");
    assertSame(
        full,
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[10_000]);
                      throw full;
                    })));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void whatIsInTheWayStaysThere() throws IOException {
    Path file = Files.createDirectory(folder.resolve("file"));
    Path inside = Files.createFile(file.resolve("inside"));
    NamedTensors content = NamedTensors.of(Map.of("x", Tensor.scalar(1)));
    String message =
        assertThrows(TensorFileException.class, () -> SafeTensors.save(file, content)).getMessage();
    assertTrue(message.startsWith(file + ": cannot be written: "), message);
    assertTrue(Files.exists(inside));
    assertEquals(List.of(file), files());
  }

  @Test
  void aMissingFolderIsAnError() {
    Path file = folder.resolve("no").resolve("file");
    assertThrows(IOException.class, () -> AtomicFile.write(file, text("x")));
  }

  /** Channels would be closed by the interrupt, at the very moment when a training is saved. */
  @Test
  void anInterruptedThreadStillWrites() throws IOException {
    Path file = folder.resolve("file");
    Thread.currentThread().interrupt();
    try {
      AtomicFile.write(file, text("saved"));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals("saved", Files.readString(file));
  }
}
