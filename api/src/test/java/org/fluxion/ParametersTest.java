package org.fluxion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.interpreters.Counting;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Tensor WEIGHT = Tensor.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}});
  private static final Tensor BIAS = Tensor.vector(7, 8, 9);
  private static final Tensor SCALE = Tensor.scalar(10);

  /** Two layers, an empty one between them, in an order that is not alphabetical. */
  private static Parameters model() {
    return Parameters.of(
        map(
            "layer_2", map("weight", WEIGHT, "bias", BIAS),
            "activation", Parameters.empty(),
            "layer_1", Parameters.of(Map.of("scale", SCALE))));
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static String refused(Runnable call) {
    return assertThrows(StructureException.class, call::run).getMessage();
  }

  @Test
  void keepsTheOrderInWhichItWasGiven() {
    assertEquals(List.of("layer_2.weight", "layer_2.bias", "layer_1.scale"), model().paths());
    assertEquals(List.of("layer_2", "activation", "layer_1"), model().names());
    assertEquals(List.of(WEIGHT, BIAS, SCALE), model().tensors());
    assertEquals(10, model().size());
  }

  @Test
  void findsTensorsAndTreesByPath() {
    Parameters deep = Parameters.of(map("a", SCALE, "model", map("inner", model())));
    assertSame(BIAS, deep.tensor("model.inner.layer_2.bias"));
    assertSame(SCALE, deep.at("model.inner").tensor("layer_1.scale"));
    assertEquals(model(), deep.at("model").at("inner"));
    assertEquals(List.of("weight", "bias"), model().at("layer_2").paths());
    assertEquals(Parameters.empty(), model().at("activation"));
  }

  @Test
  void saysWhatIsThereWhenATensorIsNot() {
    assertEquals(
        "Parameters: no \"layer_2.wieght\"; there are layer_2.weight, layer_2.bias, layer_1.scale",
        refused(() -> model().tensor("layer_2.wieght")));
    assertEquals(
        "Parameters: no \"layer_2.bias.x\"; there are layer_2.weight, layer_2.bias, layer_1.scale",
        refused(() -> model().tensor("layer_2.bias.x")));
    assertEquals("Parameters: no \"\"; there are none", refused(() -> Parameters.empty().at("")));
    assertEquals(
        "Parameters: layer_2 is a tree, not a tensor; below it there are weight, bias",
        refused(() -> model().tensor("layer_2")));
    assertEquals(
        "Parameters: layer_2.weight is a tensor of shape [2, 3], not a tree;"
            + " use tensor(\"layer_2.weight\")",
        refused(() -> model().at("layer_2.weight")));
  }

  @Test
  void listsOnlyTheFirstOfManyNames() {
    Map<String, Tensor> many = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      many.put("w" + i, SCALE);
    }
    String message = refused(() -> Parameters.of(many).tensor("x"));
    assertTrue(message.endsWith("w14, w15 and 4 more"), message);
  }

  @Test
  void refusesWhatIsNoTensorByItsPath() {
    assertEquals(
        "Parameters: a.b is a java.lang.Double; expected a Tensor, a Map with String keys, or"
            + " Parameters",
        refused(() -> Parameters.of(map("a", map("b", 1.5)))));
    assertEquals(
        "Parameters: a.b is null; expected a Tensor, a Map with String keys, or Parameters",
        refused(() -> Parameters.of(map("a", map("b", null)))));
  }

  @Test
  void refusesNamesThatCannotBePartsOfAPath() {
    assertEquals(
        "Parameters: \"b.c\" in a is no name; a name is a String, not empty, without a dot",
        refused(() -> Parameters.of(map("a", map("b.c", SCALE)))));
    assertEquals(
        "Parameters: \"\" is no name; a name is a String, not empty, without a dot",
        refused(() -> Parameters.of(map("", SCALE))));
    assertEquals(
        "Parameters: 3 in a is no name; a name is a String, not empty, without a dot",
        refused(() -> Parameters.of(Map.of("a", Map.of(3, SCALE)))));
    Map<String, Object> withNull = new HashMap<>();
    withNull.put(null, SCALE);
    assertEquals(
        "Parameters: null is no name; a name is a String, not empty, without a dot",
        refused(() -> Parameters.of(withNull)));
  }

  @Test
  void isOneVectorAndBack() {
    Tensor vector = model().flatten();
    assertEquals(Tensor.vector(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), vector);
    assertEquals(model(), model().unflatten(vector));
    Parameters doubled = model().unflatten(vector.times(2));
    assertEquals(Tensor.vector(14, 16, 18), doubled.tensor("layer_2.bias"));
    assertEquals(Tensor.scalar(20), doubled.tensor("layer_1.scale"));
    assertEquals(Tensor.vector(10), model().at("layer_1").flatten());
    assertEquals(Tensor.zeros(0), Parameters.empty().flatten());
    assertEquals(Parameters.empty(), Parameters.empty().unflatten(Tensor.zeros(0)));
  }

  @Test
  void refusesAVectorOfAnotherSize() {
    assertEquals(
        "unflatten: these parameters have 10 elements and need a vector of shape [10], given shape"
            + " [9] with 9",
        assertThrows(ShapeMismatchException.class, () -> model().unflatten(Tensor.zeros(9)))
            .getMessage());
    assertEquals(
        "unflatten: these parameters have 10 elements and need a vector of shape [10], given shape"
            + " [2, 5] with 10",
        assertThrows(ShapeMismatchException.class, () -> model().unflatten(Tensor.zeros(2, 5)))
            .getMessage());
  }

  @Test
  void replacesOneTensorByOneOfTheSameShape() {
    Parameters before = model();
    Parameters after = before.with("layer_2.bias", Tensor.zeros(3));
    assertEquals(Tensor.zeros(3), after.tensor("layer_2.bias"));
    assertSame(WEIGHT, after.tensor("layer_2.weight"));
    assertEquals(model(), before);
    assertEquals(
        "with: layer_2.bias has shape [3], given [1, 3]; shapes stay as they are: reshape the"
            + " tensor, or build new Parameters",
        assertThrows(
                ShapeMismatchException.class, () -> before.with("layer_2.bias", Tensor.zeros(1, 3)))
            .getMessage());
    assertEquals(
        "Parameters: no \"bias\"; there are layer_2.weight, layer_2.bias, layer_1.scale",
        refused(() -> before.with("bias", BIAS)));
  }

  @Test
  void replacesASubtreeByOneOfTheSameStructure() {
    Parameters before = model();
    Parameters after = before.with("layer_2", before.at("layer_2").map(t -> t.times(2)));
    assertEquals(Tensor.vector(14, 16, 18), after.tensor("layer_2.bias"));
    assertEquals(
        Tensor.matrix(new double[][] {{2, 4, 6}, {8, 10, 12}}), after.tensor("layer_2.weight"));
    assertSame(SCALE, after.tensor("layer_1.scale"));
    assertEquals(model(), before);
    assertEquals(before, before.with("activation", Parameters.empty()));
    Parameters deep = Parameters.of(map("a", SCALE, "model", map("inner", model())));
    assertEquals(
        Tensor.scalar(11),
        deep.with("model.inner.layer_1", Parameters.of(map("scale", Tensor.scalar(11))))
            .tensor("model.inner.layer_1.scale"));
  }

  @Test
  void refusesASubtreeOfAnotherStructure() {
    assertEquals(
        "with: below layer_2: the paths differ at tensor 1: bias and offset",
        refused(
            () -> model().with("layer_2", Parameters.of(map("weight", WEIGHT, "offset", BIAS)))));
    assertEquals(
        "with: layer_2.bias has shape [3], given []; shapes stay as they are: reshape the tensor,"
            + " or build new Parameters",
        assertThrows(
                ShapeMismatchException.class,
                () -> model().with("layer_2", Parameters.of(map("weight", WEIGHT, "bias", SCALE))))
            .getMessage());
    assertEquals(
        "Parameters: no \"layer_3\"; there are layer_2.weight, layer_2.bias, layer_1.scale",
        refused(() -> model().with("layer_3", Parameters.empty())));
    assertEquals(
        "Parameters: layer_2.bias is a tensor of shape [3], not a tree; use"
            + " tensor(\"layer_2.bias\")",
        refused(() -> model().with("layer_2.bias", Parameters.empty())));
  }

  @Test
  void mapsEachTensorAndZipsEachTwo() {
    Parameters halved = model().map(t -> t.times(0.5));
    assertEquals(Tensor.vector(3.5, 4, 4.5), halved.tensor("layer_2.bias"));
    assertEquals(model(), halved.zip(halved, Tensor::plus));
    Parameters difference = model().zip(halved, Tensor::minus);
    assertEquals(Tensor.scalar(5), difference.tensor("layer_1.scale"));
  }

  @Test
  void zipNamesTheFirstPathThatDiffers() {
    Parameters other = Parameters.of(map("layer_2", map("weight", WEIGHT, "offset", BIAS)));
    assertEquals(
        "zip: the paths differ at tensor 1: layer_2.bias and layer_2.offset",
        refused(() -> model().zip(other, Tensor::plus)));
    Parameters shorter = Parameters.of(map("layer_2", map("weight", WEIGHT, "bias", BIAS)));
    assertEquals(
        "zip: the paths differ at tensor 2: layer_1.scale and nothing",
        refused(() -> model().zip(shorter, Tensor::plus)));
  }

  @Test
  void takesExactlyAsManyTensorsAsItHas() {
    assertEquals(
        "Parameters: 3 tensors needed, given 1",
        refused(() -> model().withTensors(List.of(SCALE))));
    assertEquals(
        "Parameters: null given for layer_2.bias",
        refused(() -> model().withTensors(Arrays.asList(WEIGHT, null, SCALE))));
    assertEquals(
        "Parameters: null given for layer_2.weight", refused(() -> model().map(t -> null)));
  }

  @Test
  void isEqualForTheSameNamesInTheSameOrderWithEqualTensors() {
    assertEquals(model(), model());
    assertEquals(model().hashCode(), model().hashCode());
    assertNotEquals(model(), model().with("layer_1.scale", Tensor.scalar(11)));
    assertNotEquals(
        Parameters.of(map("a", SCALE, "b", SCALE)), Parameters.of(map("b", SCALE, "a", SCALE)));
    assertNotEquals(Parameters.empty(), Parameters.of(map("a", map())));
    assertNotEquals(Parameters.of(map("a", SCALE)), Parameters.of(map("a", map("a", SCALE))));
  }

  @Test
  void readsAsATreeOfShapes() {
    assertEquals(
        """
        Parameters, 10 scalars
          layer_2
            weight [2, 3]
            bias [3]
          activation
          layer_1
            scale []\
        """,
        model().toString());
    assertEquals("Parameters, 0 scalars", Parameters.empty().toString());
    assertEquals("Parameters, 1 scalar\n  scale []", model().at("layer_1").toString());
  }

  @Test
  void cannotBeChangedFromOutside() {
    Map<String, Object> given = map("a", SCALE);
    Parameters parameters = Parameters.of(given);
    given.put("b", BIAS);
    assertEquals(List.of("a"), parameters.paths());
    assertThrows(UnsupportedOperationException.class, () -> parameters.tensors().set(0, BIAS));
    assertThrows(UnsupportedOperationException.class, () -> parameters.paths().clear());
    assertThrows(UnsupportedOperationException.class, () -> parameters.names().clear());
    List<Tensor> tensors = new ArrayList<>(List.of(BIAS));
    Parameters changed = parameters.withTensors(tensors);
    tensors.set(0, WEIGHT);
    assertSame(BIAS, changed.tensor("a"));
  }

  @Test
  void isMadeOfTensorOperationsSoThatADerivativeSeesThem() {
    try (Counting counting = new Counting()) {
      Parameters watched = model().map(counting::watch);
      Tensor vector = watched.flatten();
      assertInstanceOf(Tracer.class, vector);
      Parameters back = model().unflatten(vector.times(3));
      assertInstanceOf(Tracer.class, back.tensor("layer_1.scale"));
      assertEquals(Tensor.vector(21, 24, 27), counting.unwatch(back.tensor("layer_2.bias")));
    }
  }
}
