package org.fluxion.layers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are truncated, corrupted, or something else. */
class BadFilesTest {
  private static final String A = "\"a\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}";

  @TempDir private Path folder;

  private String refused(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x"), bytes);
    String message =
        assertThrows(TensorFileException.class, () -> SafeTensors.load(file)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    return message.substring(file.toString().length() + 2);
  }

  private static String tensor(String name, String type, String shape, String offsets) {
    return String.format(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}", name, type, shape, offsets);
  }

  private static Arguments header(String json, String message) {
    return Arguments.of(json, message);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        header("[1]", "has no header that begins with {; it is no safetensors file"),
        header(" {}", "has no header that begins with {; it is no safetensors file"),
        header("{\"a\":3}", "header: a is no object"),
        header("{}{}", "header: something follows behind the object"),
        header("{" + A + "," + A + "}", "has a header that is not valid JSON: Duplicate field 'a'"),
        header(
            "{\"a\":{\"dtype\":\"F64\",\"dtype\":\"F64\"}}",
            "has a header that is not valid JSON: Duplicate field 'dtype'"),
        header("{\"__metadata__\":{\"n\":3}}", "header: __metadata__.n is no string"),
        header("{\"a\":{\"dtype\":\"F64\",\"shape\":[2]}}", "header: a has no data_offsets"),
        header("{\"a\":{\"dtype\":\"F64\",\"strides\":[2]}}", "header: a has an unknown strides"),
        header("{\"a\":{\"dtype\":64}}", "header: a.dtype is no string"),
        header("{\"a\":{\"shape\":2}}", "header: a.shape is no array"),
        header(
            "{\"a\":{\"shape\":[-1]}}",
            "header: a.shape has -1, which is no whole number in range"),
        header(
            "{\"a\":{\"shape\":[1.5]}}",
            "header: a.shape has 1.5, which is no whole number in range"),
        header(
            "{\"a\":{\"shape\":[3000000000]}}",
            "header: a.shape has 3000000000, which is no whole number in range"),
        header(
            "{\"a\":{\"data_offsets\":[99999999999999999999]}}",
            "header: a.data_offsets has 99999999999999999999, which is no whole number in range"),
        header(
            "{" + tensor("a", "F64", "[2]", "[16]") + "}",
            "header: a.data_offsets has 1 numbers, not 2"),
        header(
            "{" + tensor("a", "F8_E4M3", "[16]", "[0,16]") + "}",
            "a has elements of type F8_E4M3; known are [F64, F32, F16, BF16, I64, U64, I32, U32,"
                + " I16, U16, I8, U8, BOOL]"),
        header(
            "{" + tensor("a", "F64", "[2,2]", "[0,16]") + "}",
            "a has offsets 0 to 16, but type F64 and shape [2, 2] need 32 bytes"),
        header(
            "{" + tensor("a", "F64", "[2]", "[16,0]") + "}",
            "a has offsets 16 to 0, but type F64 and shape [2] need 16 bytes"),
        header(
            "{" + tensor("a", "F64", "[2147483647,2147483647]", "[0,16]") + "}",
            "a has shape [2147483647, 2147483647], more elements than a tensor may"),
        header(
            "{"
                + tensor("a", "F64", "[1]", "[0,8]")
                + ","
                + tensor("b", "F32", "[2]", "[4,12]")
                + "}",
            "b begins at offset 4, but a ends at 8; tensors may neither overlap nor leave gaps"),
        header(
            "{"
                + tensor("a", "U8", "[4]", "[0,4]")
                + ","
                + tensor("b", "F64", "[1]", "[8,16]")
                + "}",
            "b begins at offset 8, but a ends at 4; tensors may neither overlap nor leave gaps"),
        header(
            "{" + tensor("a", "F64", "[1]", "[8,16]") + "}",
            "a begins at offset 8, but the beginning ends at 0; tensors may neither overlap nor"
                + " leave gaps"),
        header(
            "{" + tensor("a", "F64", "[3]", "[0,24]") + "}",
            "has 16 bytes of numbers, but its header describes 24; it is truncated"),
        header(
            "{" + tensor("a", "F64", "[1]", "[0,8]") + "}",
            "has 16 bytes of numbers, but its header describes 8; there is something behind"
                + " them"));
  }

  /** Behind each header there are two doubles. */
  @ParameterizedTest
  @MethodSource("headers")
  void aBadHeaderIsRefused(String json, String message) throws IOException {
    assertEquals(message, refused(Bytes.file(json, 1, 2)));
  }

  @Test
  void jsonThatEndsEarlyOrIsNoneIsRefused() throws IOException {
    String early = refused(Bytes.file("{" + A, 1, 2));
    assertTrue(early.startsWith("has a header that is not valid JSON: Unexpected end"), early);
    String none = refused(Bytes.file("{'a'}", 1, 2));
    assertTrue(none.startsWith("has a header that is not valid JSON: Unexpected character"), none);
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "claims a header of 3 bytes, but has only 2 behind the length; it is truncated or"
            + " corrupted",
        refused(Bytes.withLength(3, header)));
    assertEquals(
        "claims a header of 100000001 bytes, more than the 100000000 allowed; it is no safetensors"
            + " file, or corrupted",
        refused(Bytes.withLength(100_000_001, header)));
    assertEquals(
        "claims a header of 18446744073709551615 bytes, more than the 100000000 allowed; it is no"
            + " safetensors file, or corrupted",
        refused(Bytes.withLength(-1, header)));
  }

  @Test
  void aFileThatIsTooShortForALengthIsRefused() throws IOException {
    assertEquals(
        "has 7 bytes; a safetensors file has at least 8, the header's length",
        refused(new byte[7]));
  }

  @Test
  void aNumberThatADoubleCannotHoldIsRefused() throws IOException {
    double[] max = {Double.longBitsToDouble(Long.MAX_VALUE), Double.longBitsToDouble(-1)};
    assertEquals(
        "a has the element 9223372036854775807, which a double does not hold exactly",
        refused(Bytes.file("{" + tensor("a", "I64", "[2]", "[0,16]") + "}", max)));
    assertEquals(
        "a has the element 9007199254740993, which a double does not hold exactly",
        refused(
            Bytes.file(
                "{" + tensor("a", "I64", "[1]", "[0,8]") + "}",
                Double.longBitsToDouble((1L << 53) + 1))));
    assertEquals(
        "a has the element 18446744073709551615, which a double does not hold exactly",
        refused(Bytes.file("{" + tensor("a", "U64", "[1]", "[0,8]") + "}", max[1])));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] whole = Bytes.file("{" + A + "}", 1, 2);
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length));
    }
    assertEquals(
        Tensor.vector(1, 2),
        SafeTensors.load(Files.write(folder.resolve("x"), whole)).tensors().get("a"));
  }

  /** Whatever the change, there are tensors or the error of this library, and no other error. */
  @Test
  void everyChangeOfOneByteIsUnderstoodOrRefused() throws IOException {
    byte[] whole = Bytes.file("{\"__metadata__\":{\"n\":\"v\"}," + A + "}", 1, 2);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < whole.length - 16; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      Path file = Files.write(folder.resolve("x"), changed);
      try {
        SafeTensors.load(file);
      } catch (TensorFileException e) {
        refused++;
      }
    }
    assertTrue(refused > whole.length / 2, "refused " + refused + " of " + whole.length);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("missing");
    String message =
        assertThrows(TensorFileException.class, () -> SafeTensors.load(file)).getMessage();
    assertTrue(message.startsWith(file + ": cannot be read: "), message);
  }

  @Test
  void theNameOfTheNotesIsNotForTensors() {
    NamedTensors content = NamedTensors.of(Map.of("__metadata__", Tensor.scalar(1)));
    assertEquals(
        "no tensor may be named __metadata__, where notes are kept",
        assertThrows(
                TensorFileException.class, () -> SafeTensors.save(folder.resolve("x"), content))
            .getMessage());
  }
}
