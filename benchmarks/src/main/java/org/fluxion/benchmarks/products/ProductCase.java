package org.fluxion.benchmarks.products;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A product of two square matrices, each of them stored transposed or not.
 *
 * @param size rows and columns
 * @param transposeA whether the left one is stored transposed
 * @param transposeB whether the right one is
 */
public record ProductCase(int size, boolean transposeA, boolean transposeB) {
  private static final int[] SIZES = {16, 64, 512, 1024};

  /** {@return all sizes in all combinations} */
  public static List<ProductCase> all() {
    return Arrays.stream(SIZES)
        .boxed()
        .flatMap(
            n ->
                List.of(
                    new ProductCase(n, false, false),
                    new ProductCase(n, false, true),
                    new ProductCase(n, true, false),
                    new ProductCase(n, true, true))
                    .stream())
        .toList();
  }

  /** {@return additions and multiplications of one product} */
  double operations() {
    return 2.0 * size * size * size;
  }

  /** {@return one of its matrices, the same at each time} */
  public double[] matrix(int seed) {
    return new SplittableRandom(seed).doubles((long) size * size, -1, 1).toArray();
  }

  /** {@return the name of a workload} */
  public String workload(String by) {
    return String.join(
        "/", "product", String.valueOf(size), letter(transposeA) + letter(transposeB), by);
  }

  String title() {
    String left = transposeA ? "A'" : "A";
    String right = transposeB ? "B'" : "B";
    return "product " + left + " " + right + ", " + size;
  }

  private static String letter(boolean transposed) {
    return transposed ? "T" : "N";
  }
}
