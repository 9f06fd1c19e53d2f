package org.fluxion.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final Map<String, Measurement> MEASURED =
      Map.of("small", new Measurement(2_000, 64), "large", new Measurement(60_000, 0));

  @Test
  void unitsAreThoseOfTheReport() {
    assertFigure(2, "us", Figure.time("small"));
    assertFigure(6, "us", Figure.time("small", 3));
    assertFigure(64, "B", Figure.bytes("small"));
    assertFigure(0.5, "GFLOP/s", Figure.rate("small", 1_000));
    // 20 ns an element, then 60.
    assertFigure(3, "times", Figure.growth("small", 100, "large", 1_000));
  }

  @Test
  void whatWasNotMeasuredHasNoFigure() {
    assertEquals(OptionalDouble.empty(), Figure.time("other").of(MEASURED));
    assertEquals(OptionalDouble.empty(), Figure.growth("small", 1, "other", 1).of(MEASURED));
    assertEquals(List.of("small", "other"), Figure.growth("small", 1, "other", 1).workloads());
  }

  private static void assertFigure(double value, String unit, Figure figure) {
    assertEquals(OptionalDouble.of(value), figure.of(MEASURED));
    assertEquals(unit, figure.unit());
  }
}
