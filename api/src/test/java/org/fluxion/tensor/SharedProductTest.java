package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.kernels.KernelInfo;
import org.fluxion.kernels.Kernels;
import org.fluxion.kernels.Workers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Products that threads share are the same to the bit, with all kernels that are here. */
class SharedProductTest {
  private static final Workers ALONE = new Workers(1);
  private static final Workers THREE = new Workers(3);

  /** How many, m, n and k: beyond where sharing begins. */
  private static final int[][] SIZES = {
    {1, 256, 128, 128},
    {1, 205, 181, 191},
    {1, 2000, 70, 33},
    {1, 300, 5, 3000},
    {1, 70, 700, 90},
    {7, 100, 90, 80},
    {2, 200, 120, 100},
  };

  @TestFactory
  Stream<DynamicTest> sharingChangesNoBit() {
    return Kernels.available().stream()
        .filter(kernels -> kernels.obstacle().isEmpty())
        .map(KernelInfo::name)
        .flatMap(
            name ->
                Arrays.stream(SIZES)
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                name + " " + Arrays.toString(size),
                                () -> check(Kernels.named(name), size))));
  }

  private static double[] numbers(SplittableRandom random, int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static void check(Kernels kernels, int[] size) {
    int count = size[0];
    int m = size[1];
    int n = size[2];
    int k = size[3];
    SplittableRandom random = new SplittableRandom(1);
    double[][] operands = {
      numbers(random, count * m * k), numbers(random, count * k * n), numbers(random, n)
    };
    double[] before = numbers(random, count * m * n);
    for (SharedProduct.Onto onto : SharedProduct.Onto.values()) {
      for (int bits = 0; bits < 4; bits++) {
        boolean ta = (bits & 1) != 0;
        boolean tb = (bits & 2) != 0;
        double[] expected = before.clone();
        double[] shared = before.clone();
        new SharedProduct(kernels, ALONE, ta, tb, count, m, n, k, m * k, k * n, onto)
            .run(operands, expected);
        new SharedProduct(kernels, THREE, ta, tb, count, m, n, k, m * k, k * n, onto)
            .run(operands, shared);
        assertArrayEquals(expected, shared, "transposed " + ta + " " + tb + ", onto " + onto);
      }
    }
  }
}
