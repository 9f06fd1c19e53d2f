package org.fluxion.kernels;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.fluxion.kernels.Present.Function;
import org.fluxion.tensor.Ulps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of each element, of all kernels that can be used here. */
class ElementwiseKernelsTest {
  private static final long SEED = 20240607;

  /** Functions of {@link StrictMath} that are accurate to 1 ulp themselves. */
  private static final Map<String, DoubleUnaryOperator> STRICT =
      Map.of(
          "exp", StrictMath::exp,
          "expm1", StrictMath::expm1,
          "log", StrictMath::log,
          "log1p", StrictMath::log1p,
          "sin", StrictMath::sin,
          "cos", StrictMath::cos);

  static Stream<String> kernels() {
    return Present.kernels();
  }

  private static double at(Kernels kernels, String function, double x) {
    double[] y = new double[1];
    Present.FUNCTIONS.get(function).run(kernels, new double[] {x}, 0, y, 0, 1);
    return y[0];
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/reference-data/kernels.csv")
  void functionsAreAccurate(String function, double x, String value) {
    kernels()
        .forEach(
            name ->
                Ulps.assertClose(
                    value,
                    at(Kernels.named(name), function, x),
                    Present.tolerance(function),
                    name + ": " + function + " of " + x));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void functionsAreWithinTwoUlpOfStrictMath(String name) {
    double[] x = numbers(100_000);
    double[] y = new double[x.length];
    STRICT.forEach(
        (function, strict) -> {
          Present.FUNCTIONS.get(function).run(Kernels.named(name), x, 0, y, 0, x.length);
          for (int i = 0; i < x.length; i++) {
            double expected = strict.applyAsDouble(x[i]);
            double ulps = Math.abs(y[i] - expected) / Math.ulp(expected);
            boolean same = Double.compare(expected, y[i]) == 0;
            String what = function + " of " + x[i] + ": " + expected + " and " + y[i];
            assertTrue(same || ulps <= 2, () -> what + ", seed " + SEED);
          }
        });
  }

  /** Of all sizes, most of them where functions vary. */
  private static double[] numbers(int count) {
    Random random = new Random(SEED);
    double[] x = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] =
          switch (i % 4) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextGaussian();
            case 2 -> 1500 * random.nextDouble() - 750;
            default -> Math.scalb(random.nextGaussian(), random.nextInt(70) - 35);
          };
    }
    return x;
  }

  /** Function, and what it is at 0, −0, ∞ and −∞. */
  @ParameterizedTest
  @CsvSource({
    "exp, 1, 1, Infinity, 0",
    "expm1, 0, -0.0, Infinity, -1",
    "log, -Infinity, -Infinity, Infinity, NaN",
    "log1p, 0, -0.0, Infinity, NaN",
    "sin, 0, -0.0, NaN, NaN",
    "cos, 1, 1, NaN, NaN",
    "tan, 0, -0.0, NaN, NaN",
    "sinh, 0, -0.0, Infinity, -Infinity",
    "cosh, 1, 1, Infinity, Infinity",
    "tanh, 0, -0.0, 1, -1",
    "tanhSlope, 1, 1, 0, 0",
    "sigmoid, 0.5, 0.5, 1, 0",
    "sigmoidSlope, 0.25, 0.25, 0, 0",
    "softplus, 0.6931471805599453, 0.6931471805599453, Infinity, 0",
    "erf, 0, -0.0, 1, -1",
    "gaussian, 1, 1, 0, 0",
    "normalDensity, 0.3989422804014327, 0.3989422804014327, 0, 0",
    "gelu, 0, -0.0, Infinity, -0.0",
    "geluSlope, 0.5, 0.5, 1, 0",
  })
  void zerosInfinitiesAndNanAreExact(
      String function, double zero, double minusZero, double up, double down) {
    double[] x = {0.0, -0.0, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN};
    double[] expected = {zero, minusZero, up, down, NaN};
    kernels()
        .forEach(
            name -> {
              double[] y = new double[x.length];
              Present.FUNCTIONS.get(function).run(Kernels.named(name), x, 0, y, 0, x.length);
              assertArrayEquals(expected, y, name + ": " + function);
            });
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aResultDependsOnNothingButItsElement(String name) {
    Kernels kernels = Kernels.named(name);
    double[] x = numbers(600);
    Present.FUNCTIONS.forEach(
        (function, f) -> {
          double[] alone = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            alone[i] = at(kernels, function, x[i]);
          }
          for (int length = 0; length <= 17; length++) {
            assertPart(kernels, f, x, 3, 5, length, alone, function);
          }
          assertPart(kernels, f, x, 2, 1, 517, alone, function);
        });
  }

  private static void assertPart(
      Kernels kernels,
      Function f,
      double[] x,
      int from,
      int to,
      int length,
      double[] alone,
      String function) {
    double[] kept = x.clone();
    double[] y = new double[to + length + 2];
    double[] expected = y.clone();
    System.arraycopy(alone, from, expected, to, length);
    f.run(kernels, x, from, y, to, length);
    assertArrayEquals(expected, y, () -> function + " of " + length);
    assertArrayEquals(kept, x, function);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aResultMayTakeThePlaceOfTheArgument(String name) {
    Kernels kernels = Kernels.named(name);
    Present.FUNCTIONS.forEach(
        (function, f) -> {
          double[] x = numbers(531);
          double[] y = new double[x.length];
          f.run(kernels, x, 0, y, 0, x.length);
          f.run(kernels, x, 0, x, 0, x.length);
          assertArrayEquals(y, x, function);
        });
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theSlopeOfTanhMayTakeThePlaceOfEither(String name) {
    Kernels kernels = Kernels.named(name);
    double[] x = numbers(531);
    double[] y = new double[x.length];
    double[] slope = new double[x.length];
    kernels.tanh(x, 0, y, 0, x.length);
    kernels.tanhSlope(x, 0, y, 0, slope, 0, x.length);
    double[] inX = x.clone();
    kernels.tanhSlope(inX, 0, y, 0, inX, 0, x.length);
    assertArrayEquals(slope, inX);
    kernels.tanhSlope(x, 0, y, 0, y, 0, x.length);
    assertArrayEquals(slope, y);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scalingHasStrongZerosAndRoundsOtherwiseAsMultiplicationDoes(String name) {
    Kernels kernels = Kernels.named(name);
    double[] special = {0, -0.0, 1, -2.5, Double.MIN_VALUE, 1e300, 1.0 / 0, -1.0 / 0, Double.NaN};
    int length = special.length * special.length;
    double[] x = new double[length + 1];
    double[] w = new double[length + 2];
    double[] expected = new double[length];
    for (int i = 0; i < length; i++) {
      double a = special[i / special.length];
      double b = special[i % special.length];
      x[i + 1] = a;
      w[i + 2] = b;
      expected[i] = a == 0 || b == 0 ? 0 : a * b;
    }
    double[] result = new double[length];
    kernels.scale(x, 1, w, 2, result, 0, length);
    assertArrayEquals(expected, result);
    kernels.scale(x, 1, w, 2, x, 1, length);
    assertArrayEquals(expected, Arrays.copyOfRange(x, 1, length + 1));
  }
}
