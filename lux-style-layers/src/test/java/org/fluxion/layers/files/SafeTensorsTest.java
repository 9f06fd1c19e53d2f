package org.fluxion.layers.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in hexadecimal come from a Python script with {@code struct} and {@code json}. */
class SafeTensorsTest {
  /** A note, w = [[1.5], [-2]] and the scalar s = 0.1. */
  private static final byte[] SMALL =
      Bytes.ofHex(
          "98000000000000007b225f5f6d657461646174615f5f223a7b226d6164655f6279223a2268616e64227d2c22",
          "77223a7b226474797065223a22463634222c227368617065223a5b322c315d2c22646174615f6f6666736574",
          "73223a5b302c31365d7d2c2273223a7b226474797065223a22463634222c227368617065223a5b5d2c226461",
          "74615f6f666673657473223a5b31362c32345d7d7d20202020202020000000000000f83f00000000000000c0",
          "9a9999999999b93f");

  /** One tensor of each type; the header has them in the opposite order of the data. */
  private static final byte[] ALL_TYPES =
      Bytes.ofHex(
          "92030000000000007b22656d707479223a207b226474797065223a2022463332222c20227368617065223a20",
          "5b302c20335d2c2022646174615f6f666673657473223a205b38362c2038365d7d2c202242463136223a207b",
          "226474797065223a202242463136222c20227368617065223a205b325d2c2022646174615f6f666673657473",
          "223a205b38322c2038365d7d2c2022424f4f4c223a207b226474797065223a2022424f4f4c222c2022736861",
          "7065223a205b335d2c2022646174615f6f666673657473223a205b37392c2038325d7d2c20225538223a207b",
          "226474797065223a20225538222c20227368617065223a205b315d2c2022646174615f6f666673657473223a",
          "205b37382c2037395d7d2c20224938223a207b226474797065223a20224938222c20227368617065223a205b",
          "325d2c2022646174615f6f666673657473223a205b37362c2037385d7d2c2022553136223a207b2264747970",
          "65223a2022553136222c20227368617065223a205b315d2c2022646174615f6f666673657473223a205b3734",
          "2c2037365d7d2c2022493136223a207b226474797065223a2022493136222c20227368617065223a205b315d",
          "2c2022646174615f6f666673657473223a205b37322c2037345d7d2c2022553332223a207b22647479706522",
          "3a2022553332222c20227368617065223a205b315d2c2022646174615f6f666673657473223a205b36382c20",
          "37325d7d2c2022493332223a207b226474797065223a2022493332222c20227368617065223a205b325d2c20",
          "22646174615f6f666673657473223a205b36302c2036385d7d2c2022553634223a207b226474797065223a20",
          "22553634222c20227368617065223a205b315d2c2022646174615f6f666673657473223a205b35322c203630",
          "5d7d2c2022493634223a207b226474797065223a2022493634222c20227368617065223a205b325d2c202264",
          "6174615f6f666673657473223a205b33362c2035325d7d2c2022463136223a207b226474797065223a202246",
          "3136222c20227368617065223a205b365d2c2022646174615f6f666673657473223a205b32342c2033365d7d",
          "2c2022463332223a207b226474797065223a2022463332222c20227368617065223a205b325d2c2022646174",
          "615f6f666673657473223a205b31362c2032345d7d2c2022463634223a207b226474797065223a2022463634",
          "222c20227368617065223a205b325d2c2022646174615f6f666673657473223a205b302c2031365d7d7d5555",
          "55555555d53f0000000000000080cdcccc3dcaf249f1003e55b50100ff7b007c007e000000000000e0ff0700",
          "00000000000000000000000020000000008005000000ffffffff0080ffff807fff010001803f49c0");

  /** Written by the reference implementation, safetensors 0.8.0 for Python. */
  private static final byte[] REFERENCE =
      Bytes.ofHex(
          "c0000000000000007b225f5f6d657461646174615f5f223a7b226b223a2276227d2c2269223a7b2264747970",
          "65223a22493634222c227368617065223a5b315d2c22646174615f6f666673657473223a5b302c385d7d2c22",
          "62223a7b226474797065223a22463634222c227368617065223a5b322c335d2c22646174615f6f6666736574",
          "73223a5b382c35365d7d2c2261223a7b226474797065223a22463332222c227368617065223a5b335d2c2264",
          "6174615f6f666673657473223a5b35362c36385d7d7d20200300000000000000000000000000000000000000",
          "0000f03f00000000000000400000000000000840000000000000104000000000000014400000803f00000040",
          "00004040");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private NamedTensors loaded(byte[] bytes) throws IOException {
    return SafeTensors.load(Files.write(file(), bytes));
  }

  private static NamedTensors small() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", Tensor.of(new double[] {1.5, -2}, 2, 1));
    tensors.put("s", Tensor.scalar(0.1));
    return new NamedTensors(tensors, Map.of("made_by", "hand"));
  }

  @Test
  void writesTheBytesOfTheFormat() throws IOException {
    SafeTensors.save(file(), small());
    assertArrayEquals(SMALL, Files.readAllBytes(file()));
  }

  @Test
  void readsTheBytesOfTheFormat() throws IOException {
    assertEquals(small(), loaded(SMALL));
    assertEquals(List.of("w", "s"), List.copyOf(loaded(SMALL).tensors().keySet()));
  }

  @Test
  void readsWhatTheReferenceImplementationWrites() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("i", Tensor.vector(3));
    tensors.put("b", Tensor.matrix(new double[][] {{0, 1, 2}, {3, 4, 5}}));
    tensors.put("a", Tensor.vector(1, 2, 3));
    assertEquals(new NamedTensors(tensors, Map.of("k", "v")), loaded(REFERENCE));
  }

  @Test
  void readsEveryTypeAndTheOrderOfTheHeader() throws IOException {
    Map<String, Tensor> tensors = loaded(ALL_TYPES).tensors();
    assertEquals(
        List.of(
            "empty", "BF16", "BOOL", "U8", "I8", "U16", "I16", "U32", "I32", "U64", "I64", "F16",
            "F32", "F64"),
        List.copyOf(tensors.keySet()));
    assertEquals(Shape.of(0, 3), tensors.get("empty").shape());
    assertEquals(Tensor.vector(1, -3.140625), tensors.get("BF16"));
    assertEquals(Tensor.vector(1, 0, 1), tensors.get("BOOL"));
    assertEquals(Tensor.vector(255), tensors.get("U8"));
    assertEquals(Tensor.vector(-128, 127), tensors.get("I8"));
    assertEquals(Tensor.vector(65535), tensors.get("U16"));
    assertEquals(Tensor.vector(-32768), tensors.get("I16"));
    assertEquals(Tensor.vector(4294967295.0), tensors.get("U32"));
    assertEquals(Tensor.vector(-2147483648.0, 5), tensors.get("I32"));
    assertEquals(Tensor.vector(9007199254740992.0), tensors.get("U64"));
    assertEquals(Tensor.vector(-9007199254740992.0, 7), tensors.get("I64"));
    // 0x1p-24 is the smallest number of 16 bits.
    assertEquals(
        Tensor.vector(1.5, -0.333251953125, 0x1p-24, 65504, Double.POSITIVE_INFINITY, Double.NaN),
        tensors.get("F16"));
    assertEquals(Tensor.vector(0.10000000149011612, -1.0000000150474662e+30), tensors.get("F32"));
    assertEquals(Tensor.vector(1.0 / 3, -0.0), tensors.get("F64"));
  }

  @Test
  void everyBitOfADoubleComesBack() {
    double[] odd = {
      -0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      Double.NEGATIVE_INFINITY,
      Double.longBitsToDouble(0x7ff8000000000123L),
      Math.PI
    };
    SafeTensors.save(file(), NamedTensors.of(Map.of("x", Tensor.vector(odd))));
    double[] back = SafeTensors.load(file()).tensors().get("x").toArray();
    for (int i = 0; i < odd.length; i++) {
      assertEquals(Double.doubleToRawLongBits(odd[i]), Double.doubleToRawLongBits(back[i]));
    }
  }

  /** Longer than the buffers, and of a size that divides none of them. */
  @Test
  void largeTensorsComeBack() {
    double[] data = new double[30_011];
    for (int i = 0; i < data.length; i++) {
      data[i] = Math.sqrt(i);
    }
    NamedTensors content =
        NamedTensors.of(Map.of("x", Tensor.of(data, 30_011), "y", Tensor.scalar(1)));
    SafeTensors.save(file(), content);
    assertEquals(content, SafeTensors.load(file()));
  }

  @Test
  void namesAndNotesMayBeAnyText() {
    NamedTensors content =
        new NamedTensors(
            Map.of("weight \"θ\"\n\\", Tensor.scalar(1)), Map.of("说明", "a\tb \uD83D\uDE00"));
    SafeTensors.save(file(), content);
    assertEquals(content, SafeTensors.load(file()));
  }

  @Test
  void aFileMayBeEmptyOfTensors() throws IOException {
    NamedTensors nothing = NamedTensors.of(Map.of());
    SafeTensors.save(file(), nothing);
    assertEquals(nothing, SafeTensors.load(file()));
    assertEquals(nothing, loaded(Bytes.file("{}")));
  }

  @Test
  void parametersComeBackInTheirOwnStructure() {
    Parameters ps =
        Parameters.of(
            Map.of(
                "layer_1", Parameters.of(Map.of("weight", Tensor.eye(2))),
                "layer_2", Parameters.empty()));
    SafeTensors.save(file(), NamedTensors.of(ps));
    NamedTensors content = SafeTensors.load(file());
    assertEquals(List.of("layer_1.weight"), List.copyOf(content.tensors().keySet()));
    Parameters like = ps.map(t -> Tensor.zeros(t.shape()));
    assertEquals(ps, like.withTensors(content.like(like)));
  }
}
