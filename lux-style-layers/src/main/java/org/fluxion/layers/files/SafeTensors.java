package org.fluxion.layers.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.tensor.Tensor;

/**
 * Files in the safetensors format: the length of a header, the header in JSON, the numbers.
 *
 * <p>Tensors are written as 64-bit floating-point numbers ({@code F64}), bit by bit, and aligned to
 * 8 bytes. Read are F64, F32, F16, BF16, BOOL and whole numbers with and without sign. A file that
 * is not exactly what the format says is refused before any number is read; like the reference
 * implementation, this one accepts no header beyond 100 MB, no names twice, and no gaps or overlaps
 * between tensors.
 */
public final class SafeTensors {
  private static final int BUFFER = 1 << 16;

  private SafeTensors() {}

  /**
   * Writes tensors and notes into a file.
   *
   * <p>An existing file is replaced at once when the new one is complete and on the disk; if
   * anything goes wrong, it stays as it is, and nothing else is left behind.
   *
   * @throws TensorFileException if it cannot be written
   */
  public static void save(Path file, NamedTensors content) {
    try {
      AtomicFile.write(file, out -> write(content, out));
    } catch (IOException e) {
      throw new TensorFileException(file + ": cannot be written: " + e, e);
    }
  }

  private static void write(NamedTensors content, OutputStream out) throws IOException {
    byte[] header = Header.of(content).toBytes();
    byte[] chunk = new byte[BUFFER];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    out.write(chunk, 0, buffer.putLong(header.length).position());
    out.write(header);
    for (Tensor tensor : content.tensors().values()) {
      double[] elements = tensor.toArray();
      for (int from = 0; from < elements.length; from += BUFFER / Double.BYTES) {
        int to = Math.min(elements.length, from + BUFFER / Double.BYTES);
        buffer.clear().asDoubleBuffer().put(elements, from, to - from);
        out.write(chunk, 0, (to - from) * Double.BYTES);
      }
    }
  }

  /**
   * {@return the tensors and notes in a file}
   *
   * @throws TensorFileException if it cannot be read, or is truncated or corrupted, saying how
   */
  public static NamedTensors load(Path file) {
    try (InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()))) {
      return read(in, file.toFile().length());
    } catch (TensorFileException e) {
      throw new TensorFileException(file + ": " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new TensorFileException(file + ": became shorter while it was read", e);
    } catch (IOException e) {
      throw new TensorFileException(file + ": cannot be read: " + e, e);
    }
  }

  private static NamedTensors read(InputStream in, long fileLength) throws IOException {
    if (fileLength < Header.LENGTH_BYTES) {
      throw new TensorFileException(
          "has " + fileLength + " bytes; a safetensors file has at least 8, the header's length");
    }
    byte[] first = exactly(in, Header.LENGTH_BYTES);
    long length = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).getLong();
    Header.requireLength(length, fileLength);
    Header header = Header.parse(exactly(in, (int) length));
    header.requireData(fileLength - Header.LENGTH_BYTES - length);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    // Put in the order of the header, and filled in that of the data.
    header.entries().forEach(entry -> tensors.put(entry.name(), Tensor.scalar(0)));
    for (Header.Entry entry : header.inOrderOfData()) {
      double[] data = elements(in, entry);
      tensors.put(entry.name(), Tensor.of(data, entry.shape()));
    }
    return new NamedTensors(tensors, header.metadata());
  }

  private static double[] elements(InputStream in, Header.Entry entry) throws IOException {
    double[] elements = new double[entry.size()];
    int width = entry.type().width();
    int perChunk = BUFFER / width;
    for (int from = 0; from < elements.length; from += perChunk) {
      int to = Math.min(elements.length, from + perChunk);
      ByteBuffer chunk =
          ByteBuffer.wrap(exactly(in, (to - from) * width)).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = from; i < to; i++) {
        elements[i] = entry.type().read(chunk, entry.name());
      }
    }
    return elements;
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }
}
