package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.TensorFunction;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference values at extreme logits: the definitions in Python, with mpmath and 800 digits. */
class LossesTest {
  private static final Backend BACKEND = Backends.named("mixed");

  private static void assertClose(double expected, double actual, String what) {
    assertEquals(expected, actual, 1e-10 * Math.abs(expected) + Double.MIN_NORMAL, what);
  }

  /** Compares a loss of one logit with its exact value, slope and second derivative. */
  private static void assertAt(
      double x, TensorFunction loss, double value, double slope, double second) {
    ValueGradientAndHessian all =
        Derivatives.valueGradientAndHessian(BACKEND, loss, Tensor.vector(x));
    assertClose(value, all.value().item(), "value");
    assertClose(slope, all.gradient().item(), "slope");
    assertClose(second, all.hessian().item(), "second derivative");
  }

  /** Columns: logit, target, value, first and second derivative. */
  @ParameterizedTest
  @CsvSource({
    "-800, 0, 0.0, 0.0, 0.0",
    "-800, 0.3, 240.0, -0.3, 0.0",
    "-800, 1, 800.0, -1.0, 0.0",
    "-40, 0, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18",
    "-40, 0.3, 12.0, -0.3, 4.248354255291589e-18",
    "-40, 1, 40.0, -1.0, 4.248354255291589e-18",
    "-1.5, 0, 0.2014132779827524, 0.18242552380635635, 0.14914645207033286",
    "-1.5, 0.3, 0.6514132779827524, -0.11757447619364365, 0.14914645207033286",
    "-1.5, 1, 1.7014132779827524, -0.8175744761936437, 0.14914645207033286",
    "0, 0, 0.6931471805599453, 0.5, 0.25",
    "0, 0.3, 0.6931471805599453, 0.2, 0.25",
    "0, 1, 0.6931471805599453, -0.5, 0.25",
    "2, 0, 2.1269280110429727, 0.8807970779778824, 0.10499358540350652",
    "2, 0.3, 1.5269280110429726, 0.5807970779778825, 0.10499358540350652",
    "2, 1, 0.1269280110429725, -0.11920292202211756, 0.10499358540350652",
    "40, 0, 40.0, 1.0, 4.248354255291589e-18",
    "40, 0.3, 28.0, 0.7, 4.248354255291589e-18",
    "40, 1, 4.248354255291589e-18, -4.248354255291589e-18, 4.248354255291589e-18",
    "800, 0, 800.0, 1.0, 0.0",
    "800, 0.3, 560.0, 0.7, 0.0",
    "800, 1, 0.0, 0.0, 0.0"
  })
  void binaryCrossEntropyIsAccurateEverywhere(
      double z, double target, double value, double slope, double second) {
    Tensor y = Tensor.vector(target);
    assertAt(z, x -> Losses.binaryCrossEntropy(x, y), value, slope, second);
  }

  /** Columns: gamma, logit, target, value, first and second derivative. */
  @ParameterizedTest
  @CsvSource({
    "2, -800, 0, 0.0, 0.0, 0.0",
    "2, -800, 1, 800.0, -1.0, 0.0",
    "2, -40, 0, 7.667648073722e-53, 2.3002944221165997e-52, 6.900883266349799e-52",
    "2, -40, 1, 40.0, -1.0000000000000002, -3.1862656914686916e-16",
    "2, -1.5, 0, 0.006702846926575657, 0.017031105223235928, 0.04073934862089928",
    "2, -1.5, 1, 1.1372723156191766, -0.9614246874703603, 0.31061754738658587",
    "2, 0, 0, 0.17328679513998632, 0.29828679513998635, 0.3991433975699932",
    "2, 0, 1, 0.17328679513998632, -0.29828679513998635, 0.3991433975699932",
    "2, 2, 0, 1.6500781794214088, 1.076713730448482, 0.15456276795633803",
    "2, 2, 1, 0.0018035628352403754, -0.004870940195392767, 0.012677562318449059",
    "2, 40, 0, 40.0, 1.0000000000000002, -3.1862656914686916e-16",
    "2, 40, 1, 7.667648073722e-53, -2.3002944221165997e-52, 6.900883266349799e-52",
    "2, 800, 0, 800.0, 1.0, 0.0",
    "2, 800, 1, 0.0, 0.0, 0.0",
    "0.5, -800, 0, 0.0, 0.0, 0.0",
    "0.5, -800, 1, 800.0, -1.0, 0.0",
    "0.5, -40, 0, 8.75651076269652e-27, 1.3134766144044781e-26, 1.970214921606717e-26",
    "0.5, -40, 1, 40.0, -1.0, -7.64703765952486e-17",
    "0.5, -1.5, 0, 0.08602623152991615, 0.11308274027048269, 0.13536511270429225",
    "0.5, -1.5, 1, 1.5384149093166635, -0.8795724838533905, 0.16779061432169576",
    "0.5, 0, 0, 0.4901290717342736, 0.47608565852684215, 0.32292032360988165",
    "0.5, 0, 1, 0.4901290717342736, -0.47608565852684215, 0.32292032360988165",
    "0.5, 2, 0, 1.996138740659392, 0.9456078011227923, 0.09937468881154789",
    "0.5, 2, 1, 0.04382288099120443, -0.06045526680965372, 0.07869862591390793",
    "0.5, 40, 0, 40.0, 1.0, -7.64703765952486e-17",
    "0.5, 40, 1, 8.75651076269652e-27, -1.3134766144044781e-26, 1.970214921606717e-26",
    "0.5, 800, 0, 800.0, 1.0, 0.0",
    "0.5, 800, 1, 0.0, 0.0, 0.0"
  })
  void focalIsAccurateEverywhere(
      double gamma, double z, double target, double value, double slope, double second) {
    Tensor y = Tensor.vector(target);
    assertAt(z, x -> Losses.focal(x, y, gamma), value, slope, second);
  }

  @Test
  void focalWithoutFocusIsTheBinaryCrossEntropy() {
    Tensor z = Tensor.vector(-3, 0.5, 2);
    Tensor y = Tensor.vector(1, 0.25, 0);
    assertClose(Losses.binaryCrossEntropy(z, y).item(), Losses.focal(z, y, 0).item(), "gamma = 0");
  }

  /** Value, gradient, Hessian times (1, 2, 3), and KL divergence, for two equal rows. */
  private static void assertClasses(
      double[] logits, double[] target, double value, double[] gradient, double[] hvp, double kl) {
    Tensor z = Tensor.stack(0, Tensor.vector(logits), Tensor.vector(logits));
    Tensor q = Tensor.stack(0, Tensor.vector(target), Tensor.vector(target));
    Trees.assertClose(Tensor.scalar(value), Losses.crossEntropy(z, q), 1e-12);
    Trees.assertClose(Tensor.scalar(kl), Losses.klDivergence(z, q), 1e-12);
    for (BinaryOperator<Tensor> loss :
        Stream.<BinaryOperator<Tensor>>of(Losses::crossEntropy, Losses::klDivergence).toList()) {
      TensorFunction f = x -> loss.apply(x, q);
      Tensor row = Derivatives.gradient(BACKEND, f, z).times(2).slice(0, 0, 1).flatten();
      Trees.assertClose(Tensor.vector(gradient), row, 1e-12);
      Tensor v = Tensor.matrix(new double[][] {{1, 2, 3}, {0, 0, 0}});
      Tensor product = Derivatives.hvp(BACKEND, f, z, v).times(2).slice(0, 0, 1).flatten();
      Trees.assertClose(Tensor.vector(hvp), product, 1e-12);
    }
  }

  @Test
  void crossEntropyAndKlDivergenceOfOrdinaryLogits() {
    assertClasses(
        new double[] {1.5, -0.5, 0.25},
        new double[] {0.2, 0.5, 0.3},
        1.7269518638028016,
        new double[] {0.503313976021774, -0.40481680385082497, -0.09849717217094903},
        new double[] {-0.3503831821742983, 0.047763988948270684, 0.30261919322602765},
        0.6972988497382282);
  }

  @Test
  void crossEntropyAndKlDivergenceOfExtremeLogits() {
    double[] zero = new double[3];
    assertClasses(
        new double[] {800, -800, 0},
        new double[] {0, 1, 0},
        1600,
        new double[] {1, -1, 0},
        zero,
        1600);
    assertClasses(new double[] {800, -800, 0}, new double[] {1, 0, 0}, 0, zero, zero, 0);
    assertClasses(
        new double[] {800, 799, 780},
        new double[] {0.2, 0.5, 0.3},
        6.813261689025047,
        new double[] {0.5310585775284282, -0.2310585790352523, -0.299999998493176},
        new double[] {-0.19661193485211595, 0.1966119322437153, 2.6084006688399058e-09},
        5.783608674960473);
  }

  /**
   * Large logits lose no digits of their differences: log(1 + e⁻²⁰) to 16 digits behind the point.
   */
  @Test
  void crossEntropyKeepsSmallLossesOfLargeLogits() {
    Tensor z = Tensor.matrix(new double[][] {{800, 780}});
    assertEquals(
        Math.log1p(Math.exp(-20)), Losses.crossEntropy(z, Losses.oneHot(2, 0)).item(), 2e-16);
  }

  @Test
  void targetsOfZeroAndOneMayBeDifferentiatedToo() {
    Tensor z = Tensor.matrix(new double[][] {{800, -800}});
    Tensor gradient =
        Derivatives.gradient(
            BACKEND, q -> Losses.crossEntropy(z, q), Tensor.matrix(new double[][] {{0, 1}}));
    assertEquals(Tensor.matrix(new double[][] {{0, 1600}}), gradient);
    Tensor kl =
        Derivatives.gradient(
            BACKEND, q -> Losses.klDivergence(z, q), Tensor.matrix(new double[][] {{0, 1}}));
    // Of q log q it is log q + 1, and 0 by convention where q is.
    assertEquals(Tensor.matrix(new double[][] {{0, 1601}}), kl);
  }

  @Test
  void squaredAndAbsoluteErrorsAreMeans() {
    Tensor p = Tensor.matrix(new double[][] {{1, 2}, {3, 5}});
    Tensor t = Tensor.matrix(new double[][] {{0, 2}, {5, 4}});
    assertEquals(Tensor.scalar((1.0 + 0 + 4 + 1) / 4), Losses.mse(p, t));
    assertEquals(Tensor.scalar((1.0 + 0 + 2 + 1) / 4), Losses.mae(p, t));
    assertEquals(
        Tensor.matrix(new double[][] {{0.25, 0}, {-0.25, 0.25}}),
        Derivatives.gradient(BACKEND, x -> Losses.mae(x, t), p));
    assertEquals(
        Tensor.matrix(new double[][] {{0.5, 0}, {-1, 0.5}}),
        Derivatives.gradient(BACKEND, x -> Losses.mse(x, t), p));
  }

  /** Columns: difference, value, first and second derivative; delta is 1.5. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 1",
    "1, 0.5, 1, 1",
    "-1, 0.5, -1, 1",
    "4, 4.875, 1.5, 0",
    "-4, 4.875, -1.5, 0",
    "800, 1198.875, 1.5, 0",
    "-1e200, 1.5e200, -1.5, 0"
  })
  void huberIsAParabolaThatBecomesALine(
      double difference, double value, double slope, double second) {
    Tensor target = Tensor.vector(3);
    double x = Math.abs(difference) > 1e100 ? difference : difference + 3;
    assertAt(x, p -> Losses.huber(p, target, 1.5), value, slope, second);
  }

  /** Where the pieces meet, the second derivative does not exist. */
  @Test
  void huberHasOneSlopeWhereThePiecesMeet() {
    Tensor zero = Tensor.vector(0, 0);
    Tensor edges = Tensor.vector(1.5, -1.5);
    assertEquals(Tensor.scalar(1.125), Losses.huber(edges, zero, 1.5));
    assertEquals(
        Tensor.vector(0.75, -0.75),
        Derivatives.gradient(BACKEND, p -> Losses.huber(p, zero, 1.5), edges));
  }

  @Test
  void hingeWantsAMargin() {
    Tensor scores = Tensor.vector(0.5, -0.5, 2, 1, -800, 800);
    Tensor labels = Tensor.vector(1, 1, 1, 1, 1, -1);
    assertClose((0.5 + 1.5 + 0 + 0 + 801 + 801) / 6, Losses.hinge(scores, labels).item(), "hinge");
    Trees.assertClose(
        Tensor.vector(-1, -1, 0, 0, -1, 1),
        Derivatives.gradient(BACKEND, s -> Losses.hinge(s, labels), scores).times(6),
        1e-12);
  }

  @Test
  void oneHotHasAOneInTheColumnOfTheLabel() {
    assertEquals(Tensor.matrix(new double[][] {{0, 0, 1}, {1, 0, 0}}), Losses.oneHot(3, 2, 0));
    assertEquals(
        "Losses.oneHot: label 1 must be in [0, 3), given 3",
        assertThrows(FluxionException.class, () -> Losses.oneHot(3, 0, 3)).getMessage());
  }

  @TestFactory
  Stream<DynamicTest> shapesThatDifferOrAreEmptyAreRefused() {
    Map<String, BinaryOperator<Tensor>> all =
        new TreeMap<>(
            Map.of(
                "mse", Losses::mse,
                "mae", Losses::mae,
                "huber", (p, t) -> Losses.huber(p, t, 1),
                "crossEntropy", Losses::crossEntropy,
                "binaryCrossEntropy", Losses::binaryCrossEntropy,
                "klDivergence", Losses::klDivergence,
                "hinge", Losses::hinge,
                "focal", (p, t) -> Losses.focal(p, t, 2)));
    return all.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> refuses(e.getKey(), e.getValue())));
  }

  private static void refuses(String name, BinaryOperator<Tensor> loss) {
    // It would broadcast to 4 × 4, and the mean of that would look like a loss.
    assertEquals(
        "Losses."
            + name
            + ": the prediction has shape [4, 1], the target [4]; they are not broadcast, reshape"
            + " one of them",
        assertThrows(
                ShapeMismatchException.class, () -> loss.apply(Tensor.zeros(4, 1), Tensor.zeros(4)))
            .getMessage());
    assertEquals(
        "Losses." + name + ": shape [0, 2] has nothing to average",
        assertThrows(
                ShapeMismatchException.class,
                () -> loss.apply(Tensor.zeros(0, 2), Tensor.zeros(0, 2)))
            .getMessage());
  }

  @Test
  void classesNeedAnAxis() {
    assertEquals(
        "Losses.crossEntropy: a scalar has no classes; the last axis of logits is that of the"
            + " classes",
        assertThrows(
                ShapeMismatchException.class,
                () -> Losses.crossEntropy(Tensor.scalar(1), Tensor.scalar(1)))
            .getMessage());
  }
}
