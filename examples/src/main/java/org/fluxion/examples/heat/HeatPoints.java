package org.fluxion.examples.heat;

import java.util.random.RandomGenerator;
import org.fluxion.tensor.Tensor;

/**
 * Where the loss is evaluated; rows are scaled points (x, y, t) in [0, 1]³.
 *
 * @param interior points × 3
 * @param value the scaled solution there, points × 1
 * @param edge points × 3, at t = 0 or where x or y is at an end
 * @param edgeValue the scaled solution there, points × 1
 */
public record HeatPoints(Tensor interior, Tensor value, Tensor edge, Tensor edgeValue) {
  /** The four sides, and the beginning. */
  private static final int FACES = 5;

  /** {@return random points, as many inside as on the faces, which take turns} */
  static HeatPoints of(int points, RandomGenerator rng) {
    Tensor inside = Tensor.of(rng.doubles(3L * points).toArray(), points, 3);
    double[] outside = rng.doubles(3L * points).toArray();
    for (int i = 0; i < points; i++) {
      int face = i % FACES;
      if (face < FACES - 1) {
        outside[3 * i + face / 2] = face % 2;
      } else {
        outside[3 * i + 2] = 0;
      }
    }
    Tensor edge = Tensor.of(outside, points, 3);
    return new HeatPoints(inside, HeatSolution.at(inside), edge, HeatSolution.at(edge));
  }
}
