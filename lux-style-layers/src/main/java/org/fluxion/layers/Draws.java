package org.fluxion.layers;

import java.util.random.RandomGenerator;

/** Random numbers that depend on nothing but the longs that a generator gives. */
final class Draws {
  private Draws() {}

  /** Fills an array with numbers uniform on [−bound, bound). */
  static void uniform(RandomGenerator rng, double bound, double[] elements) {
    for (int i = 0; i < elements.length; i++) {
      elements[i] = bound * (2 * unit(rng) - 1);
    }
  }

  /**
   * Fills an array with normal numbers of mean 0, two from each two uniform ones.
   *
   * <p>G. E. P. Box and M. E. Muller, <i>A note on the generation of random normal deviates</i>,
   * Annals of Mathematical Statistics 29 (1958). {@link StrictMath} gives the same bits everywhere.
   */
  static void normal(RandomGenerator rng, double deviation, double[] elements) {
    for (int i = 0; i < elements.length; i += 2) {
      // 1 − u is never 0, so the logarithm is finite.
      double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - unit(rng)));
      double angle = 2 * Math.PI * unit(rng);
      elements[i] = radius * StrictMath.cos(angle);
      if (i + 1 < elements.length) {
        elements[i + 1] = radius * StrictMath.sin(angle);
      }
    }
  }

  /**
   * Fills an array with normal numbers of mean 0, those beyond two deviations being drawn again.
   *
   * @param deviation of the normal numbers before some are rejected
   */
  static void truncatedNormal(RandomGenerator rng, double deviation, double[] elements) {
    double[] pair = new double[2];
    int filled = 0;
    while (filled < elements.length) {
      normal(rng, deviation, pair);
      for (int i = 0; i < 2 && filled < elements.length; i++) {
        if (Math.abs(pair[i]) <= 2 * deviation) {
          elements[filled++] = pair[i];
        }
      }
    }
  }

  /** {@return a multiple of 2⁻⁵³ in [0, 1), from the upper 53 bits of one long} */
  static double unit(RandomGenerator rng) {
    return (rng.nextLong() >>> 11) * 0x1.0p-53;
  }
}
