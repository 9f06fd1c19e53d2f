package org.fluxion.conformance;

import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxion.conformance.FluentCalls.Elements;
import org.junit.jupiter.api.Test;

/** The scenarios are many, have names of their own, and use every primitive. */
class ScenariosTest {
  /** Those without a derivative; a scenario multiplies them by something that has one. */
  private static final Set<String> STEPS = Set.of("sign", "floor");

  /** Values hide what it does from scenarios, whose answers come from values; B2.3 tries it. */
  private static final String DECREED = "stopGradient";

  @Test
  void eachHasANameOfItsOwn() {
    List<String> names = Scenario.all().stream().map(Scenario::name).toList();
    assertEquals(names.size(), new HashSet<>(names).size());
    assertTrue(names.size() >= 60, names.size() + " scenarios");
  }

  @Test
  void pointsAndResultsAreOfRankZeroToThree() {
    assertEquals(
        Set.of(0, 1, 2, 3),
        Scenario.all().stream().map(s -> s.x().rank()).collect(Collectors.toSet()));
    assertEquals(
        Set.of(0, 1, 2, 3),
        Scenario.all().stream().map(s -> s.f().apply(s.x()).rank()).collect(Collectors.toSet()));
  }

  @Test
  void everyPrimitiveIsInSeveral() {
    Map<String, Integer> uses = new HashMap<>();
    for (Scenario scenario : Scenario.all()) {
      for (String primitive : UsedPrimitives.of(scenario.f(), scenario.x())) {
        uses.merge(primitive, 1, Integer::sum);
      }
    }
    Set<String> rare = new TreeSet<>();
    for (String primitive : primitives()) {
      if (uses.getOrDefault(primitive, 0) < (STEPS.contains(primitive) ? 1 : 2)) {
        rare.add(primitive);
      }
    }
    rare.remove(DECREED);
    assertEquals(Set.of(), rare);
  }

  /** {@return what the operations of Tensor apply} */
  private static Set<String> primitives() {
    Set<String> names = new TreeSet<>();
    try (Recorder recorder = new Recorder(a -> names.add(UsedPrimitives.kind(a.primitive())))) {
      for (Elements elements : List.of(Elements.POSITIVE, Elements.DEFINITE)) {
        FluentCalls.operations()
            .forEach(op -> FluentCalls.call(op, elements, new Draws(1), recorder::watch));
      }
    }
    return names;
  }

  /**
   * The values that scenarios state are those of their functions, which no engine has a part in.
   */
  @Test
  void statedValuesAreThoseOfTheFunctions() {
    for (Scenario scenario : Scenario.all()) {
      assertClose(Problem.of(scenario).value(), scenario.f().apply(scenario.x()), scenario.name());
    }
  }
}
