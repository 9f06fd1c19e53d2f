package org.fluxion.compiler;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.junit.jupiter.api.DynamicTest;

/** Programs made at random, at ordinary points and at points with special values among them. */
final class RandomPrograms {
  private final double[] special;

  RandomPrograms(double... special) {
    this.special = special.clone();
  }

  double[] point(SplittableRandom random, int size, boolean isSpecial) {
    return IntStream.range(0, size)
        .mapToDouble(
            i ->
                isSpecial && random.nextInt(4) == 0
                    ? special[random.nextInt(special.length)]
                    : random.nextDouble(-2, 2))
        .toArray();
  }

  /** A test for each seed: generated code gives the bits of single steps. */
  Stream<DynamicTest> giveTheSameBits(int seeds, int[] sizes, Maker maker) {
    return IntStream.range(0, seeds)
        .mapToObj(
            seed -> {
              int size = sizes[seed % sizes.length];
              return DynamicTest.dynamicTest(
                  "seed " + seed + ", " + size + " elements",
                  () -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Prepared.check(
                        maker.program(seed, random),
                        point(random, size, false),
                        point(random, size, true),
                        point(random, size, true));
                  });
            });
  }

  /** Makes a program, the same for the same seed. */
  @FunctionalInterface
  interface Maker {
    TensorFunction program(long seed, SplittableRandom random);
  }
}
