package org.fluxion.layers.training;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random numbers for each step, without a generator that would have to be saved. */
final class StepRandom {
  private StepRandom() {}

  /** {@return a generator of its own for each number} */
  static SplittableRandom of(long seed, long number) {
    // The seed is scrambled first: else seed 1 would repeat seed 0, one step late.
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
  }

  /** {@return a whole number in [0, bound), which depends on one long alone; its bias is 2⁻³²} */
  static int below(int bound, RandomGenerator random) {
    return Math.floorMod(random.nextLong(), bound);
  }
}
