package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.fluxion.FluxionException;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static void assertRates(Schedule schedule, long firstStep, double... rates) {
    for (int i = 0; i < rates.length; i++) {
      assertEquals(rates[i], schedule.at(firstStep + i), 1e-15, "step " + (firstStep + i));
    }
  }

  @Test
  void constantNeverChanges() {
    assertRates(Schedule.constant(0.25), 0, 0.25, 0.25);
    assertRates(Schedule.constant(0.25), 1_000_000, 0.25);
  }

  @Test
  void steppedJumps() {
    assertRates(Schedule.stepped(0.8, 0.5, 3), 0, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2);
  }

  /** The fourth root of ½ is 0.8408964152537145. */
  @Test
  void exponentialFallsSmoothly() {
    assertRates(
        Schedule.exponential(0.1, 0.5, 4), 0, 0.1, 0.08408964152537146, 0.07071067811865475);
    assertRates(Schedule.exponential(0.1, 0.5, 4), 8, 0.025);
  }

  /** Half of 1 + cos is 1, (2 + √2) / 4, 1/2, (2 − √2) / 4, 0. */
  @Test
  void cosineEndsAtItsLastRate() {
    double root = Math.sqrt(2);
    assertRates(
        Schedule.cosine(1.1, 0.1, 4),
        0,
        1.1,
        0.1 + (2 + root) / 4,
        0.6,
        0.1 + (2 - root) / 4,
        0.1,
        0.1);
  }

  @Test
  void piecewiseChangesAtGivenSteps() {
    Schedule schedule = Schedule.piecewise(Map.of(0L, 1.0, 5L, 0.1, 2L, 0.5));
    assertRates(schedule, 0, 1, 1, 0.5, 0.5, 0.5, 0.1, 0.1);
  }

  @Test
  void warmUpRisesToTheFirstRateAndThenBegins() {
    Schedule schedule = Schedule.stepped(0.8, 0.5, 1).afterWarmUp(4);
    assertRates(schedule, 0, 0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0.2);
  }

  @Test
  void schedulesAndWhatHoldsThemAreValues() {
    assertEquals(
        new Adam(Schedule.cosine(1, 0, 5).afterWarmUp(2)),
        new Adam(Schedule.cosine(1, 0, 5).afterWarmUp(2)));
    assertEquals(
        new Sgd(0.1).after(GradientTransform.clipByValue(1)),
        new Sgd(0.1).after(GradientTransform.clipByValue(1)));
    assertEquals(
        "Adam[learningRate=Constant[rate=0.1], beta1=0.9, beta2=0.999, epsilon=1.0E-8]",
        new Adam(0.1).toString());
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }

  @Test
  void badNumbersAreNamed() {
    assertRefused(
        "Schedule.stepped: factor must be positive and finite, given 0.0",
        () -> Schedule.stepped(1, 0, 1));
    assertRefused(
        "Schedule.stepped: every must be at least 1, given 0", () -> Schedule.stepped(1, 0.5, 0));
    assertRefused(
        "Schedule.exponential: over must be at least 1, given 0",
        () -> Schedule.exponential(1, 0.5, 0));
    assertRefused(
        "Schedule.cosine: last must be at least 0 and finite, given -1.0",
        () -> Schedule.cosine(1, -1, 1));
    assertRefused(
        "Schedule.piecewise: there is no rate from step 0 on; the steps are [2, 3]",
        () -> Schedule.piecewise(Map.of(3L, 0.5, 2L, 1.0)));
    assertRefused(
        "Schedule.piecewise: step must be at least 0, given -1",
        () -> Schedule.piecewise(Map.of(-1L, 0.5)));
    assertRefused(
        "Schedule.afterWarmUp: steps must be at least 1, given 0",
        () -> Schedule.constant(1).afterWarmUp(0));
  }
}
