package org.fluxion.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products, of all kernels that can be used here. */
class ProductTest {
  private static final int[] LENGTHS = {0, 1, 2, 3, 7, 8, 9, 12, 16, 17, 33};

  /** Beyond the blocks that operands are cut into, and thin ones; m, n and k. */
  private static final int[][] LARGE = {
    {64, 31, 15},
    {131, 3, 40},
    {100, 129, 100},
    {129, 64, 300},
    {33, 513, 257},
    {20, 20, 200},
    {40, 300, 400},
    {3, 400, 600},
    {400, 3, 600},
    {1, 700, 300},
    {700, 1, 300},
  };

  static Stream<String> kernels() {
    return Present.kernels();
  }

  /** Operands as parts of arrays, of small integers so that every result is exact. */
  private record Operands(int m, int n, int k, double[] a, double[] b, double[] c) {
    static final int A_AT = 3;
    static final int B_AT = 1;
    static final int C_AT = 2;

    static Operands ofIntegers(int m, int n, int k) {
      Random random = new Random(31L * (31L * m + n) + k);
      return new Operands(
          m,
          n,
          k,
          random.doubles(m * k + A_AT, -8, 8).map(ProductTest::integer).toArray(),
          random.doubles(k * n + B_AT, -8, 8).map(ProductTest::integer).toArray(),
          random.doubles(m * n + 2 * C_AT, -8, 8).map(ProductTest::integer).toArray());
    }

    double a(boolean transposed, int i, int p) {
      return a[A_AT + (transposed ? p * m + i : i * k + p)];
    }

    double b(boolean transposed, int p, int j) {
      return b[B_AT + (transposed ? j * k + p : p * n + j)];
    }

    /** {@return C by three loops, with what is around it} */
    double[] expected(boolean transposeA, boolean transposeB, boolean add) {
      double[] result = c.clone();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double sum = add ? c[C_AT + i * n + j] : 0;
          for (int p = 0; p < k; p++) {
            sum += a(transposeA, i, p) * b(transposeB, p, j);
          }
          result[C_AT + i * n + j] = sum;
        }
      }
      return result;
    }

    double[] actual(Kernels kernels, boolean transposeA, boolean transposeB, boolean add) {
      double[] result = c.clone();
      kernels.product(transposeA, transposeB, m, n, k, a, A_AT, b, B_AT, result, C_AT, add);
      return result;
    }

    void check(Kernels kernels) {
      for (int bits = 0; bits < 8; bits++) {
        check(kernels, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
      }
      for (int bits = 0; bits < 4; bits++) {
        checkPlusRow(kernels, (bits & 1) != 0, (bits & 2) != 0);
      }
    }

    /** With elements of A as the row. */
    void checkPlusRow(Kernels kernels, boolean transposeA, boolean transposeB) {
      double[] row = Arrays.copyOf(a, n + 1);
      double[] expected = expected(transposeA, transposeB, false);
      for (int i = 0; i < m * n; i++) {
        expected[C_AT + i] += row[1 + i % n];
      }
      double[] actual = c.clone();
      kernels.productPlusRow(
          transposeA, transposeB, m, n, k, a, A_AT, b, B_AT, row, 1, actual, C_AT);
      assertArrayEquals(
          expected,
          actual,
          () -> m + " x " + k + " times " + k + " x " + n + what(transposeA, transposeB) + ", row");
    }

    void check(Kernels kernels, boolean transposeA, boolean transposeB, boolean add) {
      assertArrayEquals(
          expected(transposeA, transposeB, add),
          actual(kernels, transposeA, transposeB, add),
          () ->
              m
                  + " x "
                  + k
                  + " times "
                  + k
                  + " x "
                  + n
                  + what(transposeA, transposeB)
                  + (add ? ", added" : ""));
    }

    private static String what(boolean transposeA, boolean transposeB) {
      return (transposeA ? ", A transposed" : "") + (transposeB ? ", B transposed" : "");
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void productsOfIntegersAreExact(String name) {
    for (int m : LENGTHS) {
      for (int n : LENGTHS) {
        for (int k : LENGTHS) {
          Operands.ofIntegers(m, n, k).check(Kernels.named(name));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void largeAndThinProductsOfIntegersAreExact(String name) {
    for (int[] size : LARGE) {
      Operands.ofIntegers(size[0], size[1], size[2]).check(Kernels.named(name));
    }
    Operands beyondAllBlocks = Operands.ofIntegers(1100, 260, 1100);
    beyondAllBlocks.check(Kernels.named(name), false, false, false);
    beyondAllBlocks.check(Kernels.named(name), true, true, true);
    beyondAllBlocks.checkPlusRow(Kernels.named(name), true, false);
  }

  /** {@return the integer next to a number, never −0} */
  private static double integer(double number) {
    return Math.rint(number) + 0.0;
  }

  /** |error| ≤ (k + 1) u Σ|a||b|, whatever the order of summation is (Higham 2002, section 3.1). */
  @ParameterizedTest
  @MethodSource("kernels")
  void errorsAreWithinTheBoundOfAnySummation(String name) {
    int m = 19;
    int n = 21;
    int k = 530;
    Random random = new Random(5);
    double[] a = random.doubles((long) m * k, -1, 1).toArray();
    double[] b = random.doubles((long) k * n, -1, 1).toArray();
    double[] c = new double[m * n];
    Kernels.named(name).product(false, false, m, n, k, a, 0, b, 0, c, 0, false);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        BigDecimal exact = BigDecimal.ZERO;
        double sizes = 0;
        for (int p = 0; p < k; p++) {
          exact = exact.add(new BigDecimal(a[i * k + p]).multiply(new BigDecimal(b[p * n + j])));
          sizes += Math.abs(a[i * k + p] * b[p * n + j]);
        }
        double error = Math.abs(exact.subtract(new BigDecimal(c[i * n + j])).doubleValue());
        assertTrue(error <= (k + 1) * 0x1p-53 * sizes, "error " + error);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void anInfiniteElementReachesItsOwnRowOnly(String name) {
    int n = 37;
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    Arrays.fill(a, 1);
    Arrays.fill(b, 1);
    a[5 * n + 3] = Double.POSITIVE_INFINITY;
    double[] c = new double[n * n];
    Kernels.named(name).product(false, false, n, n, n, a, 0, b, 0, c, 0, false);
    for (int i = 0; i < c.length; i++) {
      assertEquals(i / n == 5 ? Double.POSITIVE_INFINITY : n, c[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void severalProductsAreThoseOfTheirParts(String name) {
    int count = 5;
    Kernels kernels = Kernels.named(name);
    for (int[] size : new int[][] {{3, 4, 5}, {12, 12, 12}, {1, 17, 9}}) {
      for (int bits = 0; bits < 64; bits++) {
        boolean[] bit = new boolean[6];
        for (int i = 0; i < bit.length; i++) {
          bit[i] = (bits >> i & 1) != 0;
        }
        int m = size[0];
        int n = size[1];
        int k = size[2];
        int aStride = bit[2] ? 0 : m * k;
        int bStride = bit[3] ? 0 : k * n;
        // All products may go into one sum, which must be added to.
        boolean add = bit[4] || bit[5];
        int cStride = bit[5] ? 0 : m * n;
        Operands o = Operands.ofIntegers(count * m, count * n, count * k);
        double[] expected = o.c.clone();
        for (int i = 0; i < count; i++) {
          kernels.product(
              bit[0],
              bit[1],
              m,
              n,
              k,
              o.a,
              1 + i * aStride,
              o.b,
              2 + i * bStride,
              expected,
              3 + i * cStride,
              add);
        }
        double[] actual = o.c.clone();
        kernels.products(
            count, bit[0], bit[1], m, n, k, o.a, 1, aStride, o.b, 2, bStride, actual, 3, cStride,
            add);
        assertArrayEquals(expected, actual);
      }
    }
  }

  /** Also when the JVM has compiled them, which may change the order of what is in no order. */
  @ParameterizedTest
  @MethodSource("kernels")
  void everyCallGivesTheSameBits(String name) {
    Kernels kernels = Kernels.named(name);
    int k = 301;
    double[] a = new Random(7).doubles(4L * k, -1, 1).toArray();
    double[] b = new Random(8).doubles(k, -1, 1).toArray();
    double[] expected = sums(kernels, k, a, b);
    for (int call = 0; call < 20_000; call++) {
      assertArrayEquals(expected, sums(kernels, k, a, b));
    }
  }

  private static double[] sums(Kernels kernels, int k, double[] a, double[] b) {
    double[] sums = new double[6];
    kernels.product(false, false, 4, 1, k, a, 0, b, 0, sums, 0, false);
    sums[4] = kernels.sum(a, 0, k);
    sums[5] = kernels.dot(a, k, b, 0, k);
    return sums;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void threadsDoNotDisturbEachOther(String name) {
    Kernels kernels = Kernels.named(name);
    Operands o = Operands.ofIntegers(70, 90, 110);
    double[] expected = o.expected(true, true, false);
    Stream<CompletableFuture<double[]>> runs =
        IntStream.range(0, 4)
            .mapToObj(
                thread ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          double[] result = {};
                          for (int i = 0; i < 50; i++) {
                            result = o.actual(kernels, true, true, false);
                          }
                          return result;
                        }));
    runs.toList().forEach(run -> assertArrayEquals(expected, run.join()));
  }
}
