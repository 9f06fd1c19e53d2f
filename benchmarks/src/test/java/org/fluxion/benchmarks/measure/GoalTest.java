package org.fluxion.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GoalTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @Test
  void goalsReadAsTheyAreWritten() {
    assertEquals("<= 42,000 us", Goal.atMost(42_000).text("us"));
    assertEquals("<= 1.5 us", Goal.atMost(1.5).text("us"));
    assertEquals("<= 0 B", Goal.atMost(0).text("B"));
    assertEquals("ratio <= 1/50", Goal.ratioAtMost(1.0 / 50).text("us"));
    assertEquals("ratio <= 0.55", Goal.ratioAtMost(0.55).text("us"));
    assertEquals("ratio <= 0.8", Goal.ratioAtMost(0.8).text("us"));
    assertEquals("ratio >= 0.9", Goal.ratioAtLeast(0.9).text("GFLOP/s"));
    assertEquals("", Goal.none().text("us"));
  }

  @Test
  void aBoundIsMetUpToItself() {
    OptionalDouble bound = OptionalDouble.of(2);
    OptionalDouble above = OptionalDouble.of(2.01);
    assertTrue(Goal.atMost(2).isMetBy(bound, NONE));
    assertFalse(Goal.atMost(2).isMetBy(above, NONE));
    assertTrue(Goal.ratioAtMost(2).isMetBy(NONE, bound));
    assertFalse(Goal.ratioAtMost(2).isMetBy(bound, above));
    assertTrue(Goal.ratioAtLeast(2.01).isMetBy(bound, above));
    assertFalse(Goal.ratioAtLeast(2.01).isMetBy(above, bound));
  }

  @Test
  void nothingMeasuredMeetsNothing() {
    assertFalse(Goal.atMost(2).isMetBy(NONE, NONE));
    assertFalse(Goal.ratioAtMost(2).isMetBy(NONE, NONE));
    assertFalse(Goal.ratioAtLeast(2).isMetBy(NONE, NONE));
    assertFalse(Goal.none().isMetBy(OptionalDouble.of(1), OptionalDouble.of(1)));
  }
}
