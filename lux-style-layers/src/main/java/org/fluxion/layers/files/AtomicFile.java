package org.fluxion.layers.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A file that appears when it is complete, or not at all. */
final class AtomicFile {
  private AtomicFile() {}

  /** What is to be written. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the file, brings that to the disk, and puts it into place.
   *
   * @throws IOException if anything fails; a file that was there is as it was
   */
  static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException(target + " is the root of a file system");
    }
    // Not a temporary file of the system, which others may not read, nor the file that it becomes.
    String name = target.getFileName() + "." + UUID.randomUUID() + ".part";
    Path temporary = Files.createFile(parent.resolve(name));
    try {
      // Not a channel: those are closed when the thread is interrupted, and then is when to save.
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        content.writeTo(out);
        out.getFD().sync();
      }
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
