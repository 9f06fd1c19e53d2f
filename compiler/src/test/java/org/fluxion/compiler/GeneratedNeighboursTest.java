package org.fluxion.compiler;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHvp;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedHvp;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Derivatives of functions of neighbouring rows, which are computed block by block. */
class GeneratedNeighboursTest {
  private static final Backend REVERSE = Backends.named("reverse");
  private static final int SIDE = 240;

  /** Sums over blocks are formed in another order. */
  private static final double TOLERANCE = 1e-12;

  /**
   * A function of a vector.
   *
   * @param tolerance of its gradient, 0 where at most two numbers are added for an element
   */
  private record Sample(String name, int length, double tolerance, TensorFunction f) {}

  private static final List<Sample> SAMPLES =
      List.of(
          new Sample("a valley", 60_001, 0, GeneratedNeighboursTest::valley),
          new Sample(
              "a bent line",
              60_002,
              TOLERANCE,
              x -> {
                Tensor middle = slice(x, 1, 1);
                Tensor bend = slice(x, 2, 0).minus(middle.times(2)).plus(slice(x, 0, 2));
                return bend.square().plus(middle.square().square()).sum();
              }),
          new Sample(
              "a membrane",
              SIDE * SIDE,
              TOLERANCE,
              x -> {
                Tensor grid = x.reshape(SIDE, SIDE);
                Tensor inner = slice(grid, 1, 1);
                Tensor rows = inside(slice(grid, 2, 0)).plus(inside(slice(grid, 0, 2)));
                Tensor sides = inner.slice(1, 0, SIDE - 2).plus(inner.slice(1, 2, SIDE));
                return rows.plus(sides).minus(inside(inner).times(4)).square().sum();
              }));

  private static Tensor valley(Tensor x) {
    Tensor at = slice(x, 0, 1);
    Tensor valley = slice(x, 1, 0).minus(at.square());
    return valley.square().times(100).plus(at.minus(1).square()).sum();
  }

  private static Tensor slice(Tensor x, int before, int after) {
    return x.slice(0, before, x.shape().get(0) - after);
  }

  private static Tensor inside(Tensor rows) {
    return rows.slice(1, 1, SIDE - 1);
  }

  private static double[] point(int length, double scale) {
    return IntStream.range(0, length).mapToDouble(i -> Math.sin(scale * i)).toArray();
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreThoseOfTheUnpreparedOperator() {
    return SAMPLES.stream()
        .map(sample -> DynamicTest.dynamicTest(sample.name, () -> checkGradient(sample)));
  }

  private static void checkGradient(Sample sample) {
    double[] at = point(sample.length, 1);
    Prepared prepared = Prepared.generated(sample.f, at);
    String text = prepared.gradient().describe();
    assertTrue(text.contains("0 operations before") && text.contains(" 0 after"), text);
    assertTrue(text.contains("in each block at once"), text);
    for (double scale : new double[] {1, 1.7}) {
      double[] x = point(sample.length, scale);
      double[] own = new double[sample.length];
      double value = prepared.gradient().into(x, own);
      assertClose(gradient(REVERSE, sample.f, Tensor.vector(x)), own, sample.tolerance);
      double expected = sample.f.apply(Tensor.vector(x)).item();
      assertEquals(expected, value, TOLERANCE * Math.abs(expected));
      assertArrayEquals(point(sample.length, scale), x, "the point is as it was");
      prepared.gradient().into(x, x);
      assertArrayEquals(own, x, "the point is where the gradient is to be");
    }
  }

  private static void assertClose(Tensor expected, double[] given, double tolerance) {
    double scale = expected.abs().max().item();
    if (tolerance == 0) {
      assertArrayEquals(expected.toArray(), given);
    } else {
      assertArrayEquals(expected.toArray(), given, tolerance * scale);
    }
  }

  @TestFactory
  Stream<DynamicTest> hessianVectorProductsAreThoseOfTheUnpreparedOperator() {
    return SAMPLES.stream()
        .map(sample -> DynamicTest.dynamicTest(sample.name, () -> checkProduct(sample)));
  }

  private static void checkProduct(Sample sample) {
    Tensor at = Tensor.vector(point(sample.length, 1));
    PreparedHvp<Tensor> prepared = prepareHvp(REVERSE, sample.f, at);
    for (int call = 0; call < Prepared.WARM; call++) {
      Tensor direction = Tensor.vector(point(sample.length, 0.3 + call % 3));
      double[] given = prepared.at(at, direction).toArray();
      if (call % 13 == 0) {
        assertClose(hvp(REVERSE, sample.f, at, direction), given, TOLERANCE);
      }
    }
    String text = prepared.describe();
    assertTrue(text.contains(" in blocks of ") && text.contains(" 0 after"), text);
  }

  /** Multiples of the rows of a block, one more and one less. */
  @Test
  void anyNumberOfRowsMayBeLeftOver() {
    double[] x = point(80_000, 1);
    String text = Prepared.generated(GeneratedNeighboursTest::valley, x).gradient().describe();
    int size = Integer.parseInt(text.replaceAll("(?s).* in blocks of (\\d+) .*", "$1"));
    for (int rows : new int[] {40 * size - 1, 40 * size, 40 * size + 1, 40 * size + 3}) {
      double[] at = Arrays.copyOf(x, rows + 1);
      double[] given = new double[rows + 1];
      PreparedGradient<Tensor> prepared =
          prepareGradient(REVERSE, GeneratedNeighboursTest::valley, Tensor.vector(at));
      for (int call = 0; call < Prepared.WARM; call++) {
        prepared.into(at, given);
      }
      assertClose(gradient(REVERSE, GeneratedNeighboursTest::valley, Tensor.vector(at)), given, 0);
    }
  }

  /** Calls that are powers of two are compared with a recording, which allocates. */
  @Test
  void intoAllocatesNothing() {
    long bytes =
        Prepared.with(
            "off",
            () ->
                bytesOfCalls(
                    Prepared.warm(GeneratedNeighboursTest::valley, point(60_001, 1)).gradient()));
    assertEquals(0, bytes);
  }

  private static long bytesOfCalls(PreparedGradient<Tensor> gradient) {
    double[] x = point(60_001, 1);
    double[] given = new double[x.length];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 100 && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      long between = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < 10; call++) {
        gradient.into(x, given);
      }
      least =
          Math.min(least, threads.getCurrentThreadAllocatedBytes() - between - (between - before));
    }
    return least;
  }
}
