package org.fluxion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PartitionTest {
  /** The layers' parts are interleaved, and one layer has no tensors at all. */
  private static final Parameters MODEL =
      Parameters.of(
          ordered(
              "layer_1", layer(1),
              "layer_2", Parameters.empty(),
              "layer_3", Parameters.of(ordered("inner", layer(10), "scale", Tensor.scalar(5)))));

  private static Parameters layer(double value) {
    return Parameters.of(
        ordered("weight", Tensor.full(value, 2, 3), "bias", Tensor.full(value, 3)));
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  @Test
  void aConditionOnThePathSaysWhatIsTrained() {
    Partition parts = MODEL.partition(path -> path.endsWith("bias"));
    assertEquals(List.of("layer_1.bias", "layer_3.inner.bias"), parts.trainable().paths());
    assertEquals(
        List.of("layer_1.weight", "layer_3.inner.weight", "layer_3.scale"), parts.frozen().paths());
    assertSame(MODEL.tensor("layer_3.scale"), parts.frozen().tensor("layer_3.scale"));
    assertEquals(Tensor.full(10, 3), parts.trainable().at("layer_3").tensor("inner.bias"));
  }

  @Test
  void frozenPathsAreTensorsOrTrees() {
    Partition parts = MODEL.freeze("layer_3.inner", "layer_1.bias", "layer_2");
    assertEquals(List.of("layer_1.weight", "layer_3.scale"), parts.trainable().paths());
    assertEquals(
        List.of("layer_1.bias", "layer_3.inner.weight", "layer_3.inner.bias"),
        parts.frozen().paths());
    assertEquals(Parameters.empty(), MODEL.freeze().frozen());
    assertSame(MODEL, MODEL.freeze().trainable());
    assertEquals(Parameters.empty(), MODEL.freeze("layer_1", "layer_2", "layer_3").trainable());
  }

  @Test
  void theUnionIsTheWholeTreeAgainInItsOrderAndWithItsEmptyNames() {
    for (Partition parts :
        List.of(
            MODEL.partition(path -> path.endsWith("bias")),
            MODEL.freeze(),
            MODEL.freeze("layer_3"),
            MODEL.partition(path -> false))) {
      assertEquals(MODEL, parts.union(parts.trainable()));
    }
  }

  @Test
  void theUnionHasOtherTensorsOnlyInTheTrainablePlaces() {
    Partition parts = MODEL.freeze("layer_1", "layer_3.scale");
    Parameters moved = parts.union(parts.trainable().map(t -> t.plus(1)));
    assertEquals(MODEL.with("layer_3.inner", layer(11)), moved);
    assertSame(MODEL.tensor("layer_1.weight"), moved.tensor("layer_1.weight"));
  }

  @Test
  void refusesTheUnionWithAnotherTree() {
    Partition parts = MODEL.freeze("layer_1");
    assertEquals(
        "union: the paths differ at tensor 0: layer_3.inner.weight and layer_1.weight",
        assertThrows(StructureException.class, () -> parts.union(MODEL)).getMessage());
  }

  @Test
  void anUnknownPathIsAnErrorThatListsWhatIsThere() {
    assertEquals(
        "Parameters: no \"layer_4\"; there are layer_1.weight, layer_1.bias, layer_3.inner.weight,"
            + " layer_3.inner.bias, layer_3.scale",
        assertThrows(StructureException.class, () -> MODEL.freeze("layer_1", "layer_4"))
            .getMessage());
  }

  @Test
  void showsBothParts() {
    assertEquals(
        """
        trainable: Parameters, 1 scalar
          layer_3
            scale []
        frozen: Parameters, 18 scalars
          layer_1
            weight [2, 3]
            bias [3]
          layer_3
            inner
              weight [2, 3]
              bias [3]\
        """,
        MODEL.partition(path -> path.endsWith("scale")).toString());
  }
}
