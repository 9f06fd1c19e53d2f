package org.fluxion.layers.training;

import java.util.function.DoubleFunction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A search along a descent direction for a point that satisfies the strong Wolfe conditions: the
 * value fell in proportion to the step, and the slope is flatter than at the start.
 *
 * <p>J. Nocedal and S. J. Wright, <i>Numerical optimization</i>, second edition, 2006, algorithms
 * 3.5 and 3.6, with the cubic interpolation of equation 3.59. A value or slope that is not finite
 * counts as too high, so the search comes back from where the function overflows.
 *
 * <p>An object serves one search.
 */
final class LineSearch {
  /** The fall that is asked for, relative to the slope at the start; c₁ in the book. */
  private static final double SUFFICIENT_DECREASE = 1e-4;

  /** The slope that is asked for, relative to that at the start; c₂ for quasi-Newton methods. */
  private static final double CURVATURE = 0.9;

  /** How much longer the next step is while the function still falls. */
  private static final double EXPANSION = 2.5;

  /** An interpolated point keeps away from the ends by this much of the interval. */
  private static final double MARGIN = 0.1;

  /**
   * The function at one point of the line.
   *
   * @param step the distance from the start, relative to the direction
   * @param slope of the value along the direction
   * @param position all parameters in one vector
   * @param gradient likewise
   */
  record Point(double step, double value, double slope, Tensor position, Tensor gradient) {
    boolean isFinite() {
      return Double.isFinite(value) && Double.isFinite(slope);
    }
  }

  private final DoubleFunction<Point> line;
  private final Point start;
  private int evaluationsLeft;

  /**
   * Prepares a search.
   *
   * @param line the point at a step
   * @param start the point at step 0, with a negative slope
   */
  LineSearch(DoubleFunction<Point> line, Point start, int maxEvaluations) {
    this.line = line;
    this.start = start;
    this.evaluationsLeft = maxEvaluations;
  }

  /**
   * {@return a point that satisfies the conditions; if evaluations ran out, the lowest one whose
   * value fell in proportion; null if there was none}
   */
  @Nullable Point from(double firstStep) {
    Point previous = start;
    double step = firstStep;
    while (evaluationsLeft > 0) {
      Point point = evaluate(step);
      if (isTooHigh(point, previous)) {
        return between(previous, point);
      }
      if (isFlat(point)) {
        return point;
      }
      if (point.slope() >= 0) {
        return between(point, previous);
      }
      previous = point;
      step *= EXPANSION;
    }
    return found(previous);
  }

  /** Algorithm 3.6: the low end has the lowest value, and its slope points to the high end. */
  private @Nullable Point between(Point lowEnd, Point highEnd) {
    Point low = lowEnd;
    Point high = highEnd;
    while (evaluationsLeft > 0) {
      Point point = evaluate(interpolated(low, high));
      if (isTooHigh(point, low)) {
        high = point;
        continue;
      }
      if (isFlat(point)) {
        return point;
      }
      if (point.slope() * (high.step() - low.step()) >= 0) {
        high = low;
      }
      low = point;
    }
    return found(low);
  }

  private Point evaluate(double step) {
    evaluationsLeft--;
    return line.apply(step);
  }

  private boolean isTooHigh(Point point, Point lowest) {
    double allowed = start.value() + SUFFICIENT_DECREASE * point.step() * start.slope();
    return !point.isFinite()
        || point.value() > allowed
        || (lowest.step() > 0 && point.value() >= lowest.value());
  }

  private boolean isFlat(Point point) {
    return Math.abs(point.slope()) <= -CURVATURE * start.slope();
  }

  private static @Nullable Point found(Point lowest) {
    return lowest.step() > 0 ? lowest : null;
  }

  /** {@return the minimum of the cubic through both ends, moved inside; else the middle} */
  private static double interpolated(Point low, Point high) {
    double a = low.step();
    double b = high.step();
    double middle = (a + b) / 2;
    if (!high.isFinite()) {
      return middle;
    }
    double d1 = low.slope() + high.slope() - 3 * (low.value() - high.value()) / (a - b);
    double d2 = Math.signum(b - a) * Math.sqrt(d1 * d1 - low.slope() * high.slope());
    double minimum = b - (b - a) * (high.slope() + d2 - d1) / (high.slope() - low.slope() + 2 * d2);
    if (!Double.isFinite(minimum)) {
      return middle;
    }
    double margin = MARGIN * Math.abs(b - a);
    return Math.max(Math.min(a, b) + margin, Math.min(Math.max(a, b) - margin, minimum));
  }
}
