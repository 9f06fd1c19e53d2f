package org.fluxion.examples.heat;

import org.fluxion.tensor.Tensor;

/**
 * The solution u = e^(x+y) cos(x + y + 4t) of u_t = u_xx + u_yy on [0, 2]³, with inputs and values
 * scaled to [0, 1].
 *
 * <p>Inputs are halved. The scaled value is U = (u + e⁴) / 2e⁴, since ±e⁴ are the ends of u's
 * range: at x = y = 2 the cosine takes all its values.
 */
final class HeatSolution {
  /** What is half way between the ends of the range; there u = 0. */
  static final double MIDDLE = 0.5;

  private static final double LENGTH = 2;

  private HeatSolution() {}

  /** {@return the scaled solution at each row (x, y, t) of scaled points, as a column} */
  static Tensor at(Tensor points) {
    Tensor sum = points.slice(1, 0, 1).plus(points.slice(1, 1, 2)).times(LENGTH);
    Tensor phase = sum.plus(points.slice(1, 2, 3).times(4 * LENGTH));
    return sum.minus(2 * LENGTH).exp().times(phase.cos()).times(MIDDLE).plus(MIDDLE);
  }
}
