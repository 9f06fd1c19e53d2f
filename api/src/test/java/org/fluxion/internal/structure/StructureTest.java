package org.fluxion.internal.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.StructureException;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class StructureTest {
  private static final String MADE_OF =
      "; a structure is made of tensors, records, lists, maps with String keys, Parameters and"
          + " other TensorStructures; let the function capture anything else";

  private static final Tensor A = Tensor.scalar(1);
  private static final Tensor B = Tensor.vector(2, 3);
  private static final Tensor C = Tensor.matrix(new double[][] {{4, 5}});

  private record Line(Tensor w, Tensor c) {}

  private record Net(List<Line> layers, Map<String, Tensor> extra) {}

  /** Alike but for its name. */
  private record Segment(Tensor w, Tensor c) {}

  private record Nothing() {}

  /** A record that names its tensors itself: what it says wins over its components. */
  private record Named(Tensor value, String note) implements TensorStructure {
    @Override
    public List<String> paths() {
      return List.of("only");
    }

    @Override
    public List<Tensor> tensors() {
      return Collections.singletonList(value);
    }

    @Override
    public Named withTensors(List<Tensor> tensors) {
      return new Named(tensors.get(0), note);
    }
  }

  private static Net net() {
    return new Net(List.of(new Line(A, B), new Line(B, C)), Map.of("k", C));
  }

  private static <X> Structure<X> of(X x) {
    return Structure.of("gradient", "x", x);
  }

  private static String refused(Object x) {
    return assertThrows(StructureException.class, () -> of(x)).getMessage();
  }

  private static Tensor[] negative(Structure<?> structure) {
    return Arrays.stream(structure.leaves()).map(Tensor::unaryMinus).toArray(Tensor[]::new);
  }

  @Test
  void aTensorIsItsOnlyLeaf() {
    Structure<Tensor> structure = of(B);
    assertTrue(structure.isTensor());
    assertArrayEquals(new Tensor[] {B}, structure.leaves());
    assertEquals(List.of(""), structure.paths());
    assertSame(A, structure.rebuild(new Tensor[] {A}));
    assertEquals("[2]", structure.describe());
  }

  @Test
  void aStructureComesBackWithOtherTensors() {
    Structure<Net> structure = of(net());
    assertFalse(structure.isTensor());
    assertEquals(
        List.of(".layers[0].w", ".layers[0].c", ".layers[1].w", ".layers[1].c", ".extra[\"k\"]"),
        structure.paths());
    assertArrayEquals(new Tensor[] {A, B, B, C, C}, structure.leaves());
    Net expected =
        new Net(
            List.of(
                new Line(Tensor.scalar(-1), Tensor.vector(-2, -3)),
                new Line(Tensor.vector(-2, -3), C.unaryMinus())),
            Map.of("k", C.unaryMinus()));
    assertEquals(expected, structure.rebuild(negative(structure)));
    assertEquals(net(), structure.rebuild(structure.leaves()));
  }

  @Test
  void leavesAreACopy() {
    Structure<Tensor> structure = of(B);
    structure.leaves()[0] = A;
    assertSame(B, structure.leaves()[0]);
  }

  @Test
  void aStructureMayHaveNoTensorAtAll() {
    for (Object empty :
        List.of(List.of(), Map.of(), new Nothing(), Parameters.empty(), List.of(Map.of()))) {
      Structure<Object> structure = of(empty);
      assertEquals(0, structure.leaves().length);
      assertEquals(empty, structure.rebuild(new Tensor[0]));
    }
    assertEquals("a list of 0, without tensors", of(List.of()).describe());
  }

  @Test
  void parametersNameTheirTensorsThemselves() {
    Parameters ps = Parameters.of(Map.of("layer_1", Map.of("weight", B)));
    assertEquals(List.of("layer_1.weight"), of(ps).paths());
    assertEquals(List.of("[0].layer_1.weight"), of(List.of(ps)).paths());
    Parameters rebuilt = of(ps).rebuild(new Tensor[] {C});
    assertSame(C, rebuilt.tensor("layer_1.weight"));
  }

  @Test
  void aRecordThatIsATensorStructureIsReadAsOne() {
    Structure<Named> structure = of(new Named(A, "kept"));
    assertEquals(List.of("only"), structure.paths());
    assertEquals(new Named(B, "kept"), structure.rebuild(new Tensor[] {B}));
  }

  @TestFactory
  Stream<DynamicTest> aModifiableClassOfTheJdkKeepsItsClass() {
    Map<String, Tensor> entries = Map.of("k", A, "l", B);
    TreeMap<String, Tensor> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(entries);
    return Stream.of(
            new ArrayList<>(List.of(A, B)),
            new HashMap<>(entries),
            new LinkedHashMap<>(entries),
            new TreeMap<>(entries),
            backwards)
        .map(
            given ->
                DynamicTest.dynamicTest(
                    given.getClass().getSimpleName(),
                    () -> {
                      Structure<?> structure = of(given);
                      Object rebuilt = structure.rebuild(structure.leaves());
                      assertSame(given.getClass(), rebuilt.getClass());
                      assertEquals(given, rebuilt);
                      assertEquals(given.toString(), rebuilt.toString());
                    }));
  }

  @Test
  void otherListsAndMapsComeBackUnmodifiable() {
    for (List<Tensor> given :
        List.of(List.of(A, B), Arrays.asList(A, B), new CopyOnWriteArrayList<>(List.of(A, B)))) {
      List<Tensor> rebuilt = of(given).rebuild(new Tensor[] {B, A});
      assertEquals(List.of(B, A), rebuilt);
      assertThrows(UnsupportedOperationException.class, () -> rebuilt.set(0, A));
    }
    Map<String, Tensor> map = of(Map.of("k", A)).rebuild(new Tensor[] {B});
    assertEquals(Map.of("k", B), map);
    assertThrows(UnsupportedOperationException.class, () -> map.put("k", A));
  }

  @Test
  void anOrderedMapKeepsItsOrder() {
    Map<String, Tensor> given = new LinkedHashMap<>();
    given.put("z", A);
    given.put("a", B);
    given.put("m", C);
    Structure<Map<String, Tensor>> structure = of(Collections.unmodifiableMap(given));
    Map<String, Tensor> rebuilt = structure.rebuild(negative(structure));
    assertEquals(List.of("z", "a", "m"), List.copyOf(rebuilt.keySet()));
    assertEquals(Tensor.scalar(-1), rebuilt.get("z"));
    assertEquals(C.unaryMinus(), rebuilt.get("m"));
  }

  @Test
  void aSortedMapStaysSortedByItsComparator() {
    TreeMap<String, Tensor> sorted = new TreeMap<>(Comparator.reverseOrder());
    sorted.putAll(Map.of("a", A, "b", B));
    SortedMap<String, Tensor> given = Collections.unmodifiableSortedMap(sorted);
    Structure<SortedMap<String, Tensor>> structure = of(given);
    SortedMap<String, Tensor> rebuilt = structure.rebuild(negative(structure));
    assertEquals("b", rebuilt.firstKey());
    assertEquals(Tensor.scalar(-1), rebuilt.get("a"));
    assertSame(sorted.comparator(), rebuilt.comparator());
  }

  @Test
  void tensorsOfMapsWithEqualKeysComeInOneOrder() {
    Map<String, Tensor> one = new LinkedHashMap<>();
    one.put("a", A);
    one.put("b", B);
    Map<String, Tensor> other = new LinkedHashMap<>();
    other.put("b", B);
    other.put("a", A);
    assertArrayEquals(of(one).leaves(), of(other).leaves());
    of(one).requireLike(of(other), "x", "vector");
  }

  @Test
  void refusesWhatIsNoStructure() {
    assertEquals("gradient: x is a java.lang.String" + MADE_OF, refused("text"));
    assertEquals("gradient: x is an int[]" + MADE_OF, refused(new int[2]));
    assertEquals("gradient: x is null", refused(null));
    assertEquals(
        "gradient: x: element [1] of a list is a java.lang.Double" + MADE_OF,
        refused(List.of(A, 2.0)));
    assertEquals(
        "gradient: x: element [1][0] of a list is null",
        refused(List.of(A, Collections.singletonList(null))));
    assertEquals(
        "gradient: x: entry [\"k\"] of a map is a java.lang.Double" + MADE_OF,
        refused(Map.of("k", 2.0)));
    assertEquals(
        "gradient: x: entry [\"k\"] of a map is null",
        refused(Collections.singletonMap("k", null)));
  }

  @Test
  void refusesKeysThatAreNoStrings() {
    assertEquals(
        "gradient: x: the map has the key 3, which is a java.lang.Integer; the keys of a map in a"
            + " structure are Strings",
        refused(Map.of(3, A)));
    assertEquals(
        "gradient: x: the map at [0] has the key null, which is not a String; the keys of a map in"
            + " a structure are Strings",
        refused(List.of(Collections.singletonMap(null, A))));
  }

  @Test
  void refusesATensorStructureThatContradictsItself() {
    TensorStructure wrong =
        new TensorStructure() {
          @Override
          public List<String> paths() {
            return List.of("a", "b");
          }

          @Override
          public List<Tensor> tensors() {
            return List.of(A);
          }

          @Override
          public TensorStructure withTensors(List<Tensor> tensors) {
            return null;
          }
        };
    String name = wrong.getClass().getName();
    assertEquals(
        "gradient: x: " + name + " has 2 paths and 1 tensors; they belong together",
        refused(wrong));
    assertEquals(
        "gradient: x: tensor [0].only of " + Named.class.getName() + " is null",
        refused(List.of(new Named(null, ""))));
  }

  @Test
  void rebuildsOnlyFromAsManyTensors() {
    Structure<Line> structure = of(new Line(A, B));
    assertEquals(
        "gradient: x: 2 tensors needed, given 1",
        assertThrows(StructureException.class, () -> structure.rebuild(new Tensor[] {A}))
            .getMessage());
    assertEquals(
        "gradient: x: null given for tensor .c",
        assertThrows(StructureException.class, () -> structure.rebuild(new Tensor[] {A, null}))
            .getMessage());
  }

  @Test
  void acceptsAnotherOfTheSameStructureAndShapes() {
    of(net()).requireLike(of(net()), "x", "vector");
    assertTrue(of(net()).isLike(of(net())));
    assertTrue(of(List.of(A)).isLike(of(new ArrayList<>(List.of(A)))));
    assertFalse(of(List.of(A)).isLike(of(List.of(B))));
    assertFalse(of(List.of(A)).isLike(of(A)));
  }

  @Test
  void showsBothSidesWhenShapesDiffer() {
    Structure<Line> given = Structure.of("gradient(reverse)", "x", new Line(A, C));
    ShapeMismatchException error =
        assertThrows(
            ShapeMismatchException.class,
            () -> of(new Line(A, B)).requireLike(given, "prepared", "given"));
    assertEquals(
        """
        gradient(reverse): x: the shapes differ
          prepared: .w [], .c [2]
          given: .w [], .c [1, 2]
          difference: at .c: [2] and [1, 2]\
        """,
        error.getMessage());
  }

  @Test
  void showsBothShapesOfABareTensor() {
    Structure<Tensor> vector = Structure.of("hvp", "vector", B);
    assertEquals(
        """
        hvp: vector: the shapes differ
          x: [1, 2]
          vector: [2]
          difference: [1, 2] and [2]\
        """,
        assertThrows(ShapeMismatchException.class, () -> of(C).requireLike(vector, "x", "vector"))
            .getMessage());
  }

  @TestFactory
  Stream<DynamicTest> namesTheFirstDifferenceOfStructures() {
    Parameters ps = Parameters.of(Map.of("w", A));
    Parameters qs = Parameters.of(Map.of("q", A));
    String line = "a record " + Line.class.getName();
    return Stream.of(
        differ(A, List.of(A), "a tensor and a list of 1"),
        differ(List.of(A), List.of(A, B), "a list of 1 and a list of 2"),
        differ(List.of(A, A), List.of(A, List.of()), "at [1]: a tensor and a list of 0"),
        differ(Map.of("k", A), Map.of("l", A), "a map of [k] and a map of [l]"),
        differ(
            Map.of("k", new Line(A, A)),
            Map.of("k", ps),
            "at [\"k\"]: " + line + " and a Parameters of [w]"),
        differ(
            List.of(new Line(A, A)),
            List.of(new Nothing()),
            "at [0]: " + line + " and a record " + Nothing.class.getName()),
        differ(
            new Line(A, A), new Segment(A, A), line + " and a record " + Segment.class.getName()),
        differ(ps, qs, "a Parameters of [w] and a Parameters of [q]"));
  }

  private static DynamicTest differ(Object own, Object other, String difference) {
    return DynamicTest.dynamicTest(
        difference,
        () -> {
          Structure<Object> given = Structure.of("hvp", "vector", other);
          StructureException error =
              assertThrows(
                  StructureException.class, () -> of(own).requireLike(given, "x", "vector"));
          assertEquals(
              "hvp: vector: the structures differ\n  x: "
                  + of(own).describe()
                  + "\n  vector: "
                  + given.describe()
                  + "\n  difference: "
                  + difference,
              error.getMessage());
        });
  }

  @Test
  void aLongDescriptionIsCutShort() {
    String text = of(Collections.nCopies(1000, B)).describe();
    assertTrue(text.startsWith("[0] [2], [1] [2], "), text);
    assertTrue(text.endsWith(", …"), text);
    assertTrue(text.length() < 650, text);
  }
}
