package org.fluxion.nested;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.gradientAndHvp;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.pullback;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.Parameters;
import org.fluxion.interpreters.Counting;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What derivatives inside derivatives cost, in counted multiply-adds of chains of Dense layers. */
class CostTest {
  /** The network of the Lux manual. */
  private static final Layer DEEP =
      Chain.of(
          new Dense(1, 12, Activation.TANH),
          new Dense(12, 12, Activation.TANH),
          new Dense(12, 12, Activation.TANH),
          new Dense(12, 1));

  private static final int BATCH = 16;

  /** The multiply-adds of one evaluation for one sample. */
  private static final long DEEP_FORWARD = 12 + 144 + 144 + 12;

  /** All that the nested loss depends on; also its tangents. */
  private record Point(Tensor x, Parameters ps) {}

  private static Point point() {
    SplittableRandom random = new SplittableRandom(1);
    return new Point(rows(BATCH, 1), DEEP.initialParameters(random));
  }

  private static Tensor rows(int batch, int features) {
    double[] data = new double[batch * features];
    for (int i = 0; i < data.length; i++) {
      data[i] = Math.sin(1 + i);
    }
    return Tensor.of(data, batch, features);
  }

  private static Tensor output(Layer model, Tensor x, Parameters ps) {
    return model.apply(x, ps, model.initialState(new SplittableRandom(0))).y();
  }

  private static Tensor energy(Tensor x, Parameters ps) {
    return output(DEEP, x, ps).square().sum();
  }

  /** What is counted. */
  @FunctionalInterface
  private interface Program {
    Object of(Point at);
  }

  /** {@return the multiply-adds of a program, of all that depends on the point} */
  private static long count(Point at, Program program) {
    try (Counting counting = new Counting()) {
      program.of(new Point(counting.watch(at.x()), at.ps().map(counting::watch)));
      return counting.counts().multiplyAdds();
    }
  }

  /** The unit: a gradient by the parameters. Its cost is known. */
  private static double plain() {
    Backend mixed = Backends.named("mixed");
    long counted = count(point(), a -> gradient(mixed, ps -> energy(a.x(), ps), a.ps()));
    // Forward, by the weights, and by the inputs of all layers but the first.
    assertEquals(BATCH * (3 * DEEP_FORWARD - 12), counted, "plain parameter gradient");
    return counted;
  }

  private static Tensor slope(Backend inner, Tensor x, Parameters ps) {
    return gradient(inner, FixedParams.of(CostTest::energy, ps), x);
  }

  private static void assertAtMost(double limit, double actual, String what) {
    assertTrue(actual <= limit, what + " costs " + actual + " plain gradients, not " + limit);
    // Far below the limit something was not counted.
    assertTrue(actual > 0.5 * limit, what + " costs " + actual + ": what was not counted?");
  }

  @ParameterizedTest
  @CsvSource({
    "on, 2.05",
    "reverseOverReverse, 2.05",
    "off, 2.05",
    "forwardOverReverse, 2.4",
    "reverseOverForward, 2.75",
    "recompute, 3.1"
  })
  void aNestedGradientCostsLittleMoreThanTwoPlainOnes(String nested, double limit) {
    Backend outer = Backends.named("mixed");
    Backend inner = Backends.named("mixed(nested=" + nested + ")");
    Differentiable<Point> loss = a -> slope(inner, a.x(), a.ps()).minus(a.x().cos()).square().sum();
    assertAtMost(
        limit, count(point(), a -> gradient(outer, loss, a)) / plain(), "nested=" + nested);
  }

  /** Both cotangents of an inner gradient are a product with the joint Hessian. */
  @Test
  void aProductWithTheHessianCostsLittleMoreThanTwoGradients() {
    Backend mixed = Backends.named("mixed");
    Differentiable<Point> slope = a -> slope(mixed, a.x(), a.ps());
    Tensor delta = rows(BATCH, 1);
    assertAtMost(
        2.5, count(point(), a -> pullback(mixed, slope, a, delta)) / plain(), "as a pullback");
  }

  /** Along x, with the cotangents of x and of the parameters. */
  @ParameterizedTest
  @ValueSource(
      strings = {"mixed", "secondOrder(forward, reverse)", "secondOrder(reverse, reverse)"})
  void hvpAlongTheInputCostsLittleMoreThanTwoGradients(String spec) {
    assertAtMost(2.5, countHvp(spec) / plain(), "hvp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mixed", "secondOrder(forward, reverse)", "secondOrder(reverse, reverse)"})
  void theGradientComesWithAnHvpForNothing(String spec) {
    Backend backend = Backends.named(spec);
    double both =
        count(point(), a -> gradientAndHvp(backend, b -> energy(b.x(), b.ps()), a, alongInput(a)));
    assertTrue(both <= 1.05 * countHvp(spec), "gradientAndHvp: " + both);
  }

  private static double countHvp(String spec) {
    Backend backend = Backends.named(spec);
    return count(point(), a -> hvp(backend, b -> energy(b.x(), b.ps()), a, alongInput(a)));
  }

  private static Point alongInput(Point at) {
    return new Point(rows(BATCH, 1), at.ps().map(p -> Tensor.zeros(p.shape())));
  }

  /**
   * Rows do not mix, so min(m, n) sweeps serve all of them. A sweep costs an evaluation, and so
   * does the value. Following each product once more, by its two operands, costs twice that again.
   */
  @ParameterizedTest
  @CsvSource({"2, 6", "6, 2", "3, 3"})
  void aBatchedJacobianCostsMinMNSweepsWhateverTheBatch(int n, int m) {
    Layer model = Chain.of(new Dense(n, 8, Activation.TANH), new Dense(8, m));
    long forward = 8L * (n + m);
    long evaluations = Math.min(m, n) + 1L;
    long alone = perRow(model, n, CostTest::jacobianOf);
    assertTrue(alone <= forward * evaluations, n + " to " + m + ": " + alone + " per row");
    long inside =
        perRow(
            model,
            n,
            (net, a) ->
                gradient(Backends.named("mixed"), b -> jacobianOf(net, b).square().sum(), a));
    assertTrue(inside <= 3 * forward * evaluations, n + " to " + m + ": " + inside + " inside");
  }

  private static Tensor jacobianOf(Layer net, Point at) {
    return batchedJacobian(
        Backends.named("mixed"), FixedParams.of((x, q) -> output(net, x, q), at.ps()), at.x());
  }

  /** What is counted, of any network. */
  @FunctionalInterface
  private interface OfNetwork {
    Object of(Layer net, Point at);
  }

  /** {@return the multiply-adds per row, if they are the same for every batch} */
  private static long perRow(Layer model, int features, OfNetwork program) {
    Parameters ps = model.initialParameters(new SplittableRandom(2));
    long single = count(new Point(rows(1, features), ps), a -> program.of(model, a));
    for (int batch : new int[] {16, 256}) {
      long counted = count(new Point(rows(batch, features), ps), a -> program.of(model, a));
      assertEquals(single * batch, counted, "of " + batch + " rows");
    }
    return single;
  }
}
