package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InitialisersTest {
  private static final int MANY = 200_000;

  /**
   * The longs of SplitMix64 with seed 0, written out so that the numbers below depend on nothing
   * else. The reference values were computed from them by the formulas in Python.
   */
  private static RandomGenerator given() {
    long[] longs = {
      0xe220a8397b1dcdafL,
      0x6e789e6aa1b965f4L,
      0x06c45d188009454fL,
      0xf88bb8a8724c81ecL,
      0x1b39896a51a8749bL,
      0x53cb9f0c747ea2eaL
    };
    int[] next = {0};
    return () -> longs[next[0]++];
  }

  @Test
  void glorotUniformFollowsFromTheLongs() {
    assertClose(
        Tensor.matrix(
            new double[][] {
              {0.8397919047765942, -0.1500146422963656, -1.037531623085512},
              {1.0316507254300267, -0.8624511874607055, -0.37831029615079287}
            }),
        Initialisers.glorotUniform().initialise(given(), 2, 3, 2, 3));
  }

  @Test
  void glorotNormalFollowsFromTheLongs() {
    assertClose(
        Tensor.of(
            new double[] {
              -1.1914882472730932, 0.5467621458082104, 0.143951897918721, -0.026634400398981295
            },
            2,
            2),
        Initialisers.glorotNormal().initialise(given(), 2, 3, 2, 2));
  }

  @Test
  void kaimingUniformFollowsFromTheLongs() {
    assertClose(
        Tensor.vector(0.9389158930172476, -0.16772146889749434, -1.1599956190124476),
        Initialisers.kaimingUniform().initialise(given(), 4, 99, 3));
  }

  @Test
  void kaimingNormalFollowsFromTheLongsAlsoForAnOddNumber() {
    assertClose(
        Tensor.vector(-1.3321243576473576, 0.611298662775405, 0.16094311461818536),
        Initialisers.kaimingNormal().initialise(given(), 4, 99, 3));
  }

  /** Five normal numbers, times 1.5 / √4 / 0.8796…, the deviation of what the cut leaves. */
  @Test
  void truncatedNormalFollowsFromTheLongs() {
    assertClose(
        Tensor.vector(
            -1.606286983889311,
            0.7371091742660038,
            0.1940665889589812,
            -0.03590676683760358,
            -0.18880578160100017),
        Initialisers.truncatedNormal(1.5).initialise(given(), 4, 99, 5));
  }

  @Test
  void truncatedNormalDrawsAgainWhatIsTooLarge() {
    RandomGenerator rest = given();
    int[] drawn = {0};
    // The first pair is 8.57 times the cosine and the sine of 0.
    RandomGenerator rng = () -> drawn[0]++ == 0 ? -1L : drawn[0] == 2 ? 0L : rest.nextLong();
    Tensor two = Initialisers.truncatedNormal(1.5).initialise(given(), 4, 99, 2);
    assertClose(
        Tensor.concat(0, Tensor.zeros(1), two),
        Initialisers.truncatedNormal(1.5).initialise(rng, 4, 99, 3));
  }

  /** Kurtosis of a normal number that is known to lie within ±2: by Python's mpmath. */
  @Test
  void truncatedNormalNumbersHaveTheStatedVarianceAfterTheCut() {
    double[] drawn = many(Initialisers.truncatedNormal(), 4, 1);
    assertMoments(drawn, 0.25, 2.3655367171296495);
    double largest = Arrays.stream(drawn).map(Math::abs).max().orElseThrow();
    double bound = 2 * 0.5 / 0.8796256610342398;
    assertTrue(largest <= bound && largest > 0.999 * bound, "largest " + largest);
  }

  /** Gram and Schmidt by hand on the normal numbers of SplitMix64 with seed 0, times 2. */
  @Test
  void orthogonalFollowsFromTheLongs() {
    Tensor rows =
        Tensor.matrix(
            new double[][] {
              {-1.8068853963170486, 0.8291617972572326, 0.2183022641782237},
              {0.8539820829024776, 1.78587749940056, 0.28523001107237755}
            });
    RandomGenerator longs = Keys.generator(0, 0);
    assertClose(rows, Initialisers.orthogonal(2).initialise(longs, 1, 1, 2, 3));
    assertClose(
        rows.transpose(), Initialisers.orthogonal(2).initialise(Keys.generator(0, 0), 1, 1, 3, 2));
  }

  @Test
  void orthogonalHasOrthonormalRowsOrColumns() {
    SplittableRandom rng = new SplittableRandom(1);
    Tensor wide = Initialisers.orthogonal().initialise(rng, 1, 1, 20, 50);
    assertClose(Tensor.eye(20), wide.matmul(wide.transpose()), 1e-14);
    Tensor tall = Initialisers.orthogonal().initialise(rng, 1, 1, 60, 30);
    assertClose(Tensor.eye(30), tall.transpose().matmul(tall), 1e-14);
    Tensor kernel = Initialisers.orthogonal(3).initialise(rng, 1, 1, 2, 3, 4).reshape(6, 4);
    assertClose(Tensor.eye(4).times(9), kernel.transpose().matmul(kernel), 1e-14);
  }

  /** So no sign is preferred: the mean of each element over many matrices is 0. */
  @Test
  void orthogonalMatricesPreferNoDirection() {
    SplittableRandom rng = new SplittableRandom(2);
    int matrices = 5000;
    Tensor sum = Tensor.zeros(2, 2);
    for (int i = 0; i < matrices; i++) {
      sum = sum.plus(Initialisers.orthogonal().initialise(rng, 1, 1, 2, 2));
    }
    // Each element has variance ½; five standard errors.
    assertTrue(sum.div(matrices).abs().max().item() < 5 * Math.sqrt(0.5 / matrices));
  }

  @Test
  void identityIsAMultipleOfTheUnitMatrixAlsoWhereItIsNotSquare() {
    assertEquals(
        Tensor.matrix(new double[][] {{3, 0, 0}, {0, 3, 0}}),
        Initialisers.identity(3).initialise(given(), 2, 3, 2, 3));
    assertEquals(Tensor.eye(2), Initialisers.identity().initialise(given(), 2, 2, 2, 2));
  }

  @Test
  void aGainScales() {
    assertClose(
        Initialisers.kaimingNormal().initialise(given(), 4, 1, 3).times(Math.sqrt(2)),
        Initialisers.kaimingNormal(2).initialise(given(), 4, 1, 3));
    assertClose(
        Initialisers.kaimingUniform().initialise(given(), 4, 1, 3).div(Math.sqrt(2)),
        Initialisers.kaimingUniform(1).initialise(given(), 4, 1, 3));
    assertClose(
        Initialisers.glorotNormal().initialise(given(), 4, 1, 3).times(5),
        Initialisers.glorotNormal(5).initialise(given(), 4, 1, 3));
    assertClose(
        Initialisers.glorotUniform().initialise(given(), 4, 1, 3).times(5),
        Initialisers.glorotUniform(5).initialise(given(), 4, 1, 3));
  }

  @Test
  void uniformNumbersFillTheirInterval() {
    double bound = Math.sqrt(6.0 / 7);
    double[] drawn = many(Initialisers.glorotUniform(), 3, 4);
    double largest = Arrays.stream(drawn).map(Math::abs).max().orElseThrow();
    assertTrue(largest <= bound && largest > 0.999 * bound, "largest " + largest);
    assertMoments(drawn, bound * bound / 3, 1.8);
  }

  @Test
  void normalNumbersHaveTheMomentsOfTheNormalDistribution() {
    assertMoments(many(Initialisers.glorotNormal(), 3, 4), 2.0 / 7, 3);
    assertMoments(many(Initialisers.kaimingNormal(), 8, 1), 0.25, 3);
    assertMoments(many(Initialisers.kaimingNormal(1), 8, 1), 0.125, 3);
  }

  private static double[] many(Initialiser initialiser, int fanIn, int fanOut) {
    return initialiser.initialise(new SplittableRandom(7), fanIn, fanOut, MANY).toArray();
  }

  /** Five standard errors, so that a right implementation passes with nearly any seed. */
  private static void assertMoments(double[] drawn, double variance, double kurtosis) {
    double mean = Arrays.stream(drawn).average().orElseThrow();
    double second = Arrays.stream(drawn).map(x -> x * x).average().orElseThrow();
    double fourth = Arrays.stream(drawn).map(x -> x * x * x * x).average().orElseThrow();
    assertEquals(0, mean, 5 * Math.sqrt(variance / MANY));
    assertEquals(1, second / variance, 5 * Math.sqrt((kurtosis - 1) / MANY));
    // The variance of z⁴ is 96 for normal z and less for uniform z.
    assertEquals(kurtosis, fourth / (variance * variance), 5 * Math.sqrt(96.0 / MANY));
  }

  @Test
  void neighboursAreNotCorrelated() {
    double[] drawn = many(Initialisers.kaimingNormal(1), 1, 1);
    double product = 0;
    for (int i = 0; i < MANY; i += 2) {
      product += drawn[i] * drawn[i + 1];
    }
    assertEquals(0, product / (MANY / 2), 5 / Math.sqrt(MANY / 2));
  }

  @Test
  void sameSeedSameNumbers() {
    Initialiser normal = Initialisers.glorotNormal();
    Tensor first = normal.initialise(new SplittableRandom(1), 5, 5, 5, 5);
    assertEquals(first, normal.initialise(new SplittableRandom(1), 5, 5, 5, 5));
    assertNotEquals(first, normal.initialise(new SplittableRandom(2), 5, 5, 5, 5));
  }

  @Test
  void theExtremeLongsGiveFiniteNumbers() {
    double largest = Math.sqrt(2 * 53 * Math.log(2));
    Tensor top = Initialisers.kaimingNormal(1).initialise(() -> -1L, 1, 1, 2);
    assertEquals(largest, Math.sqrt(top.square().sum().item()), 1e-10);
    Tensor bottom = Initialisers.kaimingNormal(1).initialise(() -> 0L, 1, 1, 2);
    assertClose(Tensor.zeros(2), bottom);
  }

  @Test
  void constantsDrawNothing() {
    RandomGenerator none =
        () -> {
          throw new AssertionError("a number was drawn");
        };
    assertEquals(Tensor.zeros(2, 3), Initialisers.zeros().initialise(none, 2, 3, 2, 3));
    assertEquals(Tensor.ones(3), Initialisers.ones().initialise(none, 2, 3, 3));
    assertEquals(Tensor.scalar(-4.5), Initialisers.constant(-4.5).initialise(none, 2, 3));
  }

  @Test
  void takeAnyShape() {
    assertShape(Initialisers.glorotNormal().initialise(given(), 1, 1));
    assertShape(Initialisers.glorotNormal().initialise(given(), 1, 1, 0, 4), 0, 4);
  }

  @Test
  void areValues() {
    assertEquals(Initialisers.kaimingUniform(), Initialisers.kaimingUniform(Math.sqrt(2)));
    assertEquals(Initialisers.zeros(), Initialisers.constant(0));
    assertNotEquals(Initialisers.glorotNormal(), Initialisers.glorotUniform());
  }

  @Test
  void refuseNumbersThatMakeNoSense() {
    assertRefused(
        "Initialisers: gain must be positive and finite, given 0.0",
        () -> Initialisers.kaimingNormal(0));
    assertRefused(
        "Initialisers: gain must be positive and finite, given NaN",
        () -> Initialisers.kaimingUniform(Double.NaN));
    assertRefused(
        "Initialisers: a constant must be finite, given Infinity",
        () -> Initialisers.constant(Double.POSITIVE_INFINITY));
    assertRefused(
        "Initialisers: fanIn and fanOut must be at least 1, given 0 and 3",
        () -> Initialisers.glorotNormal().initialise(given(), 0, 3, 2));
    assertRefused(
        "Initialisers: gain must be positive and finite, given -1.0",
        () -> Initialisers.orthogonal(-1));
    assertRefused(
        "Initialisers: gain must be positive and finite, given 0.0",
        () -> Initialisers.identity(0));
    assertRefused(
        "Initialisers: orthogonal needs two axes at least, given shape [2]",
        () -> Initialisers.orthogonal().initialise(given(), 1, 1, 2));
    assertRefused(
        "Initialisers: identity needs a matrix, given shape [2, 2, 2]",
        () -> Initialisers.identity().initialise(given(), 1, 1, 2, 2, 2));
  }

  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(FluxionException.class, call::run).getMessage());
  }
}
