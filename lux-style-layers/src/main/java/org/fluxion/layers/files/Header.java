package org.fluxion.layers.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * The header of a safetensors file: what tensors there are, and where their numbers lie.
 *
 * @param entries in the order of the header
 * @param metadata notes
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
  /** The bytes before the header, which say how long it is. */
  static final int LENGTH_BYTES = 8;

  /** As in the reference implementation, against files that only claim to be large. */
  private static final long MAX_LENGTH = 100_000_000;

  /**
   * One tensor.
   *
   * @param begin of its numbers, counted from the end of the header
   * @param end behind its numbers
   */
  record Entry(String name, ElementType type, int[] shape, long begin, long end) {
    int size() {
      return Shape.of(shape).size();
    }

    /** Fails unless the number of bytes is what type and shape need. */
    void requireConsistent() {
      long size = 1;
      for (int length : shape) {
        size *= length;
        if (size > Integer.MAX_VALUE) {
          throw new TensorFileException(
              name + " has shape " + Arrays.toString(shape) + ", more elements than a tensor may");
        }
      }
      if (begin < 0 || end < begin || end - begin != size * type.width()) {
        throw new TensorFileException(
            name
                + " has offsets "
                + begin
                + " to "
                + end
                + ", but type "
                + type
                + " and shape "
                + Arrays.toString(shape)
                + " need "
                + size * type.width()
                + " bytes");
      }
    }
  }

  static Header of(NamedTensors content) {
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (Map.Entry<String, Tensor> named : content.tensors().entrySet()) {
      Tensor tensor = named.getValue();
      long end = begin + (long) Double.BYTES * tensor.size();
      entries.add(new Entry(named.getKey(), ElementType.F64, tensor.shape().toArray(), begin, end));
      begin = end;
    }
    return new Header(entries, content.metadata());
  }

  /** {@return the header in JSON, filled up with blanks so that the numbers are aligned} */
  byte[] toBytes() {
    byte[] json = HeaderJson.write(this).getBytes(StandardCharsets.UTF_8);
    int aligned = Math.floorDiv(json.length + Double.BYTES - 1, Double.BYTES) * Double.BYTES;
    byte[] padded = Arrays.copyOf(json, aligned);
    Arrays.fill(padded, json.length, aligned, (byte) ' ');
    return padded;
  }

  static Header parse(byte[] json) {
    return HeaderJson.read(json);
  }

  static void requireLength(long length, long fileLength) {
    if (length < 0 || length > MAX_LENGTH) {
      throw new TensorFileException(
          "claims a header of "
              + Long.toUnsignedString(length)
              + " bytes, more than the "
              + MAX_LENGTH
              + " allowed; it is no safetensors file, or corrupted");
    }
    if (length > fileLength - LENGTH_BYTES) {
      throw new TensorFileException(
          "claims a header of "
              + length
              + " bytes, but has only "
              + (fileLength - LENGTH_BYTES)
              + " behind the length; it is truncated or corrupted");
    }
  }

  /** {@return the entries as their numbers follow each other} */
  List<Entry> inOrderOfData() {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
        .toList();
  }

  /** Fails unless the tensors fill the data without gaps and overlaps. */
  void requireData(long bytes) {
    entries.forEach(Entry::requireConsistent);
    long reached = 0;
    String last = "the beginning";
    for (Entry entry : inOrderOfData()) {
      if (entry.begin() != reached) {
        throw new TensorFileException(
            entry.name()
                + " begins at offset "
                + entry.begin()
                + ", but "
                + last
                + " ends at "
                + reached
                + "; tensors may neither overlap nor leave gaps");
      }
      reached = entry.end();
      last = entry.name();
    }
    if (reached != bytes) {
      throw new TensorFileException(
          "has "
              + bytes
              + " bytes of numbers, but its header describes "
              + reached
              + (bytes < reached ? "; it is truncated" : "; there is something behind them"));
    }
  }
}
