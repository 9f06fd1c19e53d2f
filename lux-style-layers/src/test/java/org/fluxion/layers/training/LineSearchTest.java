package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.fluxion.layers.training.LineSearch.Point;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LineSearchTest {
  /** A function of one variable, with its derivative. */
  private record Line(String name, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    Point at(double step) {
      return new Point(
          step,
          value.applyAsDouble(step),
          slope.applyAsDouble(step),
          Tensor.vector(step),
          Tensor.vector(slope.applyAsDouble(step)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The first two are of J. J. Moré and D. J. Thuente, <i>Line search algorithms with guaranteed
   * sufficient decrease</i>, 1994, functions 5.1 and 5.2.
   */
  static Stream<Line> lines() {
    return Stream.of(
        new Line(
            "−α / (α² + 2)", a -> -a / (a * a + 2), a -> (a * a - 2) / ((a * a + 2) * (a * a + 2))),
        new Line(
            "(α + 0.004)⁵ − 2 (α + 0.004)⁴",
            a -> Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4),
            a -> 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3)),
        new Line("parabola", a -> (a - 3) * (a - 3), a -> 2 * (a - 3)),
        new Line(
            "wavy", a -> Math.cos(5 * a) + a * a / 20 - a, a -> -5 * Math.sin(5 * a) + a / 10 - 1),
        new Line("exp(α²) − 2α", a -> Math.exp(a * a) - 2 * a, a -> 2 * a * Math.exp(a * a) - 2),
        new Line(
            "NaN from 0.01 on",
            a -> -Math.log(a + 1e-3) - Math.log(1e-2 - a),
            a -> -1 / (a + 1e-3) + 1 / (1e-2 - a)));
  }

  static Stream<Arguments> searches() {
    return lines()
        .flatMap(
            line -> Stream.of(1e-3, 0.1, 1.0, 10.0, 1e3).map(first -> Arguments.of(line, first)));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void thePointSatisfiesTheStrongWolfeConditions(Line line, double first) {
    Point start = line.at(0);
    Point found = new LineSearch(line::at, start, 60).from(first);
    assertNotNull(found);
    assertTrue(found.value() <= start.value() + 1e-4 * found.step() * start.slope(), "" + found);
    assertTrue(Math.abs(found.slope()) <= -0.9 * start.slope(), "" + found);
    assertEquals(line.at(found.step()), found);
  }

  /** A cubic interpolation of a parabola is exact. */
  @Test
  void onAParabolaTheSecondGuessIsTheMinimum() {
    Line steep = new Line("steep", a -> 50 * (a - 0.4) * (a - 0.4), a -> 100 * (a - 0.4));
    Point found = new LineSearch(steep::at, steep.at(0), 2).from(2);
    assertNotNull(found);
    assertEquals(0.4, found.step(), 1e-14);
  }

  @Test
  void whenEvaluationsRunOutTheLowestSufficientPointIsTaken() {
    Line line = new Line("straight", a -> -a, a -> -1);
    AtomicInteger count = new AtomicInteger();
    Point found =
        new LineSearch(
                step -> {
                  count.incrementAndGet();
                  return line.at(step);
                },
                line.at(0),
                4)
            .from(1);
    assertNotNull(found);
    assertEquals(2.5 * 2.5 * 2.5, found.step());
    assertEquals(4, count.get());
  }

  @Test
  void whereNothingIsLowerNothingIsFound() {
    Line lie = new Line("rises, whatever its slope says", a -> a, a -> -1);
    assertNull(new LineSearch(lie::at, lie.at(0), 20).from(1));
  }
}
