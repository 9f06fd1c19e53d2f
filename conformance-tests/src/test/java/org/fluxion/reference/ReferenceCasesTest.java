package org.fluxion.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of the collected reference that can be expressed, under every exact engine. */
class ReferenceCasesTest {
  private static final Map<String, List<Case>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("nesting", NestingCases.CASES);
    FAMILIES.put("control flow", ControlFlowCases.CASES);
    FAMILIES.put("linear algebra", LinearAlgebraCases.CASES);
    FAMILIES.put("second order", SecondOrderCases.CASES);
    FAMILIES.put("API", ApiCases.CASES);
    FAMILIES.put("singular points", SingularPointCases.CASES);
    FAMILIES.put("precision", PrecisionCases.CASES);
    FAMILIES.put("sparsity", SparsityCases.CASES);
  }

  private static final Map<String, String> LEFT_OUT =
      new TreeMap<>(
          Map.of(
              "S61",
              "needs a primitive for x log x: as a product it is 0 times infinity at 0",
              "P37",
              "a probe without an answer: every engine loses all digits to the formula itself",
              "Z05",
              "the pattern of 0/0 is not in its derivative there, which is NaN",
              "Z07",
              "a conservative pattern; the derivative of 0 x is 0, so none can be read off it",
              "Z29",
              "is about a prepared sparsity pattern, and there are none",
              "Z31",
              "is about the colouring of sparse matrices, and there is none"));

  private static final int AT_MOST_LEFT_OUT = 15;

  @TestFactory
  Stream<DynamicNode> cases() {
    Map<String, Reference> lines = Reference.lines();
    return FAMILIES.entrySet().stream()
        .map(
            family ->
                dynamicContainer(
                    family.getKey(),
                    family.getValue().stream().map(c -> underEveryEngine(c, lines.get(c.id())))));
  }

  private static DynamicNode underEveryEngine(Case c, Reference line) {
    return dynamicContainer(
        c.title() + ": " + line.line().get("f").textValue(),
        c.engines().get().map(e -> dynamicTest(e.name(), () -> c.check().run(e, line))));
  }

  @TestFactory
  Stream<DynamicNode> leftOut() {
    return LEFT_OUT.entrySet().stream()
        .map(e -> dynamicTest(e.getKey(), () -> Assumptions.abort(e.getValue())));
  }

  @Test
  void everyCaseIsEitherRunOrLeftOutForAReason() {
    Set<String> run = new TreeSet<>();
    FAMILIES.values().forEach(family -> family.forEach(c -> run.add(c.id())));
    LEFT_OUT.keySet().forEach(id -> assertFalse(run.contains(id), id + " is run and left out"));
    Set<String> all = new TreeSet<>(run);
    all.addAll(LEFT_OUT.keySet());
    assertEquals(new TreeSet<>(Reference.lines().keySet()), all);
    assertTrue(LEFT_OUT.size() <= AT_MOST_LEFT_OUT, () -> LEFT_OUT.size() + " are left out");
  }
}
