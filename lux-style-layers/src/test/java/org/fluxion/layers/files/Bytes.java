package org.fluxion.layers.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Files made without the code that is tested. */
final class Bytes {
  private Bytes() {}

  static byte[] ofHex(String... lines) {
    return HexFormat.of().parseHex(String.join("", lines));
  }

  /** {@return the length of a header, the header, and the little-endian doubles behind it} */
  static byte[] file(String header, double... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return withLength(json.length, json, data);
  }

  static byte[] withLength(long length, byte[] header, double... data) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + Double.BYTES * data.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(length)
            .put(header);
    for (double element : data) {
      bytes.putDouble(element);
    }
    return bytes.array();
  }
}
