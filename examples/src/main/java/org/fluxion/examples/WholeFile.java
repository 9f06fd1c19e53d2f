package org.fluxion.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file as a whole: whoever looks finds the old one or the new one, never a part. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file, and makes the folders above it where they are missing.
   *
   * @throws UncheckedIOException if that fails; the message names file and reason
   */
  public static void write(Path file, byte[] content) {
    Path target = file.toAbsolutePath();
    // Not a temporary file of the JDK's, which nobody else may read.
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(part.getParent());
      try {
        Files.write(part, content);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e, e);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
