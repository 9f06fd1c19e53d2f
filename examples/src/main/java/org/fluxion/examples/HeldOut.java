package org.fluxion.examples;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.fluxion.tensor.Tensor;

/** Points that a network is not trained on, to see what it learns between and beyond the others. */
final class HeldOut {
  private HeldOut() {}

  /**
   * {@return random points of [0, 1) in increasing order, number × 1, none of them a training
   * point}
   *
   * @param seed the same one gives the same points
   */
  static Tensor points(int number, Tensor trained, long seed) {
    double[] sorted = trained.toArray();
    Arrays.sort(sorted);
    DoubleStream points =
        new SplittableRandom(seed)
            .doubles()
            .filter(t -> Arrays.binarySearch(sorted, t) < 0)
            .limit(number)
            .sorted();
    return Tensor.of(points.toArray(), number, 1);
  }
}
