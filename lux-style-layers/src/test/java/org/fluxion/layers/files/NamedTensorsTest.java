package org.fluxion.layers.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NamedTensorsTest {
  private static final Parameters PS = parameters(Tensor.zeros(2, 3), Tensor.zeros(3));

  private static Parameters parameters(Tensor weight, Tensor bias) {
    Map<String, Tensor> layer = new LinkedHashMap<>();
    layer.put("weight", weight);
    layer.put("bias", bias);
    return Parameters.of(Map.of("layer_1", layer));
  }

  private static String refused(NamedTensors content) {
    return assertThrows(TensorFileException.class, () -> content.like(PS)).getMessage();
  }

  @Test
  void theFirstTensorOfAnotherShapeIsNamed() {
    assertEquals(
        "tensors: layer_1.weight has shape [3, 2], expected [2, 3]",
        refused(NamedTensors.of(parameters(Tensor.zeros(3, 2), Tensor.zeros(1)))));
    assertEquals(
        "tensors: layer_1.bias has shape [1, 3], expected [3]",
        refused(NamedTensors.of(parameters(Tensor.zeros(2, 3), Tensor.zeros(1, 3)))));
  }

  @Test
  void whatIsMissingOrTooMuchIsNamed() {
    assertEquals(
        "tensors: there is no layer_1.bias; there are [layer_1.weight, b]",
        refused(
            NamedTensors.of(Map.<String, Tensor>of())
                .with("layer_1.", Parameters.of(Map.of("weight", Tensor.zeros(2, 3))))
                .with("", Parameters.of(Map.of("b", Tensor.zeros(3))))));
    assertEquals(
        "tensors: nothing is named [b, c]; there are [layer_1.weight, layer_1.bias]",
        refused(
            NamedTensors.of(PS)
                .with("", Parameters.of(Map.of("b", Tensor.zeros(3))))
                .with("", Parameters.of(Map.of("c", Tensor.zeros(3))))));
  }

  @Test
  void onlyTheFirstOfManyNamesAreListed() {
    Map<String, Tensor> many = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("w" + i, Tensor.scalar(i));
    }
    String message = refused(NamedTensors.of(many));
    assertEquals(
        "tensors: there is no layer_1.weight; there are [w0, w1, w2, w3, w4, w5, w6, w7, w8, w9,"
            + " w10, w11, w12, w13, w14, w15] and 4 more",
        message);
  }

  @Test
  void aNameOccursOnce() {
    NamedTensors content = NamedTensors.of(PS);
    assertEquals(
        "tensors: there are two of the name layer_1.bias",
        assertThrows(
                TensorFileException.class,
                () -> content.with("layer_1.", Parameters.of(Map.of("bias", Tensor.zeros(3)))))
            .getMessage());
  }

  @Test
  void namesMayMatchWhateverTheShapes() {
    NamedTensors other = NamedTensors.of(parameters(Tensor.ones(1), Tensor.ones(2)));
    assertEquals(List.of(Tensor.ones(1), Tensor.ones(2)), other.named(PS));
  }

  @Test
  void structuresLiveSideBySideBelowPrefixes() {
    NamedTensors both =
        NamedTensors.of(Map.of())
            .with(Map.of("step", "3"))
            .with("first.", PS)
            .with("second.", PS.map(t -> t.plus(1)));
    assertEquals(Tensor.ones(3), both.tensors().get("second.layer_1.bias"));
    assertEquals(PS, PS.withTensors(both.below("first.").like(PS)));
    assertEquals(Map.of("step", "3"), both.below("second.").metadata());
  }
}
