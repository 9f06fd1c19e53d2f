package org.fluxion.kernels;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, scalar products and norms, of all kernels that can be used here. */
class SumsTest {
  private static final int MANY = 1_000_003;

  static Stream<String> kernels() {
    return Present.kernels();
  }

  private static double[] positive(int count) {
    return new Random(9).doubles(count).toArray();
  }

  private static BigDecimal exactDot(double[] x, double[] y) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
    }
    return sum;
  }

  private static void assertUlps(BigDecimal expected, double actual, double ulps) {
    double error = expected.subtract(new BigDecimal(actual)).abs().doubleValue();
    assertTrue(error <= ulps * Math.ulp(actual), () -> expected + " and " + actual);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsOfIntegersAreExactAtEveryLengthAndPlace(String name) {
    Kernels kernels = Kernels.named(name);
    double[] x = new double[700];
    Arrays.setAll(x, i -> i + 1);
    for (int length = 0; length < 600; length = length < 70 ? length + 1 : length + 53) {
      double expected = length * (length + 1.0) / 2 + 7.0 * length;
      assertEquals(expected, kernels.sum(x, 7, length));
      assertEquals(expected, kernels.dot(x, 7, filled(length + 2, 1), 2, length));
    }
  }

  private static double[] filled(int length, double value) {
    double[] x = new double[length];
    Arrays.fill(x, value);
    return x;
  }

  /** One after the other, the terms would lose hundreds of ulp. */
  @ParameterizedTest
  @MethodSource("kernels")
  void longSumsAreAccurate(String name) {
    Kernels kernels = Kernels.named(name);
    double[] x = positive(MANY);
    assertUlps(exactDot(x, filled(MANY, 1)), kernels.sum(x, 0, MANY), 16);
    assertUlps(exactDot(x, x), kernels.dot(x, 0, x, 0, MANY), 16);
    assertEquals(Math.sqrt(exactDot(x, x).doubleValue()), kernels.norm(x, 0, MANY), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsOfRowsAreThoseOfTheColumns(String name) {
    Kernels kernels = Kernels.named(name);
    for (int columns : new int[] {0, 1, 2, 3, 7, 8, 9, 12, 16, 17, 30}) {
      for (int rows : new int[] {0, 1, 5, 40}) {
        double[] x = new double[rows * columns + 1];
        Arrays.setAll(x, i -> i * i % 17);
        double[] before = new double[columns + 3];
        Arrays.setAll(before, i -> i);
        for (boolean add : new boolean[] {false, true}) {
          double[] expected = before.clone();
          for (int j = 0; j < columns; j++) {
            expected[2 + j] = add ? before[2 + j] : 0;
            for (int i = 0; i < rows; i++) {
              expected[2 + j] += x[1 + i * columns + j];
            }
          }
          double[] actual = before.clone();
          kernels.sumRows(rows, columns, x, 1, actual, 2, add);
          assertArrayEquals(expected, actual, rows + " x " + columns);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsOfRowsLoseNothingToLargeTermsThatCancel(String name) {
    int columns = 19;
    double[] x = new double[4 * columns];
    Arrays.fill(x, 0, columns, 1e16);
    Arrays.fill(x, columns, 2 * columns, 1);
    Arrays.fill(x, 2 * columns, 3 * columns, -1e16);
    Arrays.fill(x, 3 * columns, 4 * columns, 0.5);
    double[] y = new double[columns];
    Kernels.named(name).sumRows(4, columns, x, 0, y, 0, false);
    assertArrayEquals(filled(columns, 1.5), y);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sumsOfInfinitiesAreInfiniteOrUndefined(String name) {
    Kernels kernels = Kernels.named(name);
    double[] x = {1, POSITIVE_INFINITY, 2, 3};
    assertEquals(POSITIVE_INFINITY, kernels.sum(x, 0, 4));
    for (int columns : new int[] {1, 9}) {
      double[] matrix = filled(3 * columns, 1);
      matrix[columns] = POSITIVE_INFINITY;
      double[] y = new double[columns];
      kernels.sumRows(3, columns, matrix, 0, y, 0, false);
      assertEquals(POSITIVE_INFINITY, y[0]);
      matrix[0] = NEGATIVE_INFINITY;
      kernels.sumRows(3, columns, matrix, 0, y, 0, false);
      assertEquals(NaN, y[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void normsNeitherOverflowNorUnderflow(String name) {
    Kernels kernels = Kernels.named(name);
    for (double scale : new double[] {1, 1e300, 1e-300, 1e-310, 1e160, 1e-160}) {
      double[] x = {9, 3 * scale, 4 * scale, 9};
      assertEquals(5 * scale, kernels.norm(x, 1, 2), 5 * Math.ulp(5 * scale));
    }
    assertEquals(0, kernels.norm(new double[5], 0, 5));
    assertEquals(0, kernels.norm(new double[0], 0, 0));
    assertEquals(POSITIVE_INFINITY, kernels.norm(new double[] {1, NEGATIVE_INFINITY}, 0, 2));
    assertEquals(NaN, kernels.norm(new double[] {1, NaN, POSITIVE_INFINITY}, 0, 3));
  }
}
