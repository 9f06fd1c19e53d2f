package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hvp;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHvp;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedHvp;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A large batch is part of one vector with the parameters, and the program still runs in blocks of
 * its rows. Prepared results are those of the unprepared operator but for the order of sums.
 */
class BatchesInVectorsTest {
  private static final Backend MIXED = Engines.named("mixed");
  private static final int ROWS = 4000;
  private static final int WIDTH = 12;
  private static final int INPUTS = 2 * ROWS;
  private static final int PARAMETERS = 2 * WIDTH + WIDTH + WIDTH * WIDTH + WIDTH;
  private static final double TOLERANCE = 1e-12;

  /** A loss of a vector of some length. */
  private record Loss(String name, int length, TensorFunction f) {}

  private static final List<Loss> LOSSES =
      List.of(
          new Loss(
              "plain",
              INPUTS + PARAMETERS,
              v -> squares(batch(v, 0), v.slice(0, INPUTS, v.size()))),
          new Loss(
              "nested",
              INPUTS + PARAMETERS,
              v -> nested(batch(v, 0), v.slice(0, INPUTS, v.size()))),
          new Loss(
              "nested, the batch in the middle",
              INPUTS + PARAMETERS,
              v ->
                  nested(
                      batch(v, 10),
                      Tensor.concat(0, v.slice(0, 0, 10), v.slice(0, 10 + INPUTS, v.size())))),
          new Loss(
              "two batches",
              2 * INPUTS + PARAMETERS,
              v -> {
                Tensor parameters = v.slice(0, INPUTS, INPUTS + PARAMETERS);
                Tensor first = network(batch(v, 0), parameters);
                Tensor second = network(batch(v, INPUTS + PARAMETERS), parameters);
                return first.minus(second).square().sum();
              }),
          new Loss(
              "a parameter as long as the batch",
              ROWS + INPUTS + PARAMETERS,
              v -> {
                Tensor scale = v.slice(0, 0, ROWS).square().mean();
                Tensor x = batch(v, ROWS);
                Tensor parameters = v.slice(0, ROWS + INPUTS, v.size());
                return network(x.times(scale), parameters).square().sum();
              }),
          new Loss(
              "a captured batch", PARAMETERS, v -> squares(point(INPUTS, 9).reshape(ROWS, 2), v)));

  private static Tensor batch(Tensor v, int from) {
    return v.slice(0, from, from + INPUTS).reshape(ROWS, 2);
  }

  private static Tensor network(Tensor x, Tensor parameters) {
    int bias = 2 * WIDTH;
    int second = bias + WIDTH;
    int last = second + WIDTH * WIDTH;
    return x.matmul(parameters.slice(0, 0, bias).reshape(2, WIDTH))
        .plus(parameters.slice(0, bias, second))
        .tanh()
        .matmul(parameters.slice(0, second, last).reshape(WIDTH, WIDTH))
        .tanh()
        .matmul(parameters.slice(0, last, PARAMETERS).reshape(WIDTH, 1));
  }

  private static Tensor squares(Tensor x, Tensor parameters) {
    return network(x, parameters).square().sum();
  }

  private static Tensor nested(Tensor x, Tensor parameters) {
    Tensor slope = gradient(MIXED, z -> squares(z, parameters), x);
    return slope.minus(x.cos()).square().sum();
  }

  private static Tensor point(int length, long seed) {
    return Tensor.vector(new SplittableRandom(seed).doubles(length, -1, 1).toArray());
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreComputedInBlocks() {
    return LOSSES.stream().map(loss -> DynamicTest.dynamicTest(loss.name, () -> gradients(loss)));
  }

  private static void gradients(Loss loss) {
    PreparedGradient<Tensor> prepared =
        prepareGradient(MIXED, loss.f, Tensor.vector(new double[loss.length]));
    double[] into = new double[loss.length];
    for (int seed = 0; seed < 3; seed++) {
      Tensor at = point(loss.length, seed);
      Tensor expected = gradient(MIXED, loss.f, at);
      double value = prepared.into(at.toArray(), into);
      assertClose(loss.f.apply(at).item(), value, TOLERANCE, "value");
      assertRelative(expected, Tensor.vector(into));
      assertRelative(expected, prepared.at(at));
    }
    assertTrue(prepared.describe().contains(" of 4000 rows: "), prepared::describe);
  }

  /** Whether it has just been recorded, is compared, or has generated code since call 24. */
  @TestFactory
  Stream<DynamicTest> everyCallGivesTheSameBits() {
    return LOSSES.stream().map(loss -> DynamicTest.dynamicTest(loss.name, () -> sameBits(loss)));
  }

  private static void sameBits(Loss loss) {
    Tensor at = point(loss.length, 5);
    PreparedGradient<Tensor> prepared = prepareGradient(MIXED, loss.f, at);
    double[] first = prepared.at(at).toArray();
    for (int call = 2; call <= 33; call++) {
      assertArrayEquals(first, prepared.at(at).toArray(), "call " + call);
    }
  }

  @TestFactory
  Stream<DynamicTest> hessianVectorProductsAreComputedInBlocks() {
    return LOSSES.stream()
        .map(loss -> DynamicTest.dynamicTest(loss.name, () -> hessianVectorProducts(loss)));
  }

  private static void hessianVectorProducts(Loss loss) {
    PreparedHvp<Tensor> prepared =
        prepareHvp(MIXED, loss.f, Tensor.vector(new double[loss.length]));
    for (int seed = 0; seed < 2; seed++) {
      Tensor at = point(loss.length, seed);
      Tensor direction = point(loss.length, 100 + seed);
      assertRelative(hvp(MIXED, loss.f, at, direction), prepared.at(at, direction));
      assertRelative(hvp(MIXED, loss.f, at, direction), prepared.at(at, direction));
    }
    assertTrue(prepared.describe().contains(" of 4000 rows: "), prepared::describe);
  }

  private static void assertRelative(Tensor expected, Tensor given) {
    double error = expected.minus(given).abs().max().item() / expected.abs().max().item();
    assertTrue(error <= TOLERANCE, () -> "off by " + error);
  }

  /**
   * Once the JVM has compiled it; calls that are powers of two are compared with a recording.
   * Generated loops on vectors are left out: when the JVM stops making objects of these varies.
   */
  @Test
  void intoAllocatesNothing() {
    System.setProperty("fluxion.code", "off");
    try {
      assertEquals(0, bytesOfInto(LOSSES.get(1)), "bytes");
    } finally {
      System.clearProperty("fluxion.code");
    }
  }

  private static long bytesOfInto(Loss loss) {
    PreparedGradient<Tensor> prepared =
        prepareGradient(MIXED, loss.f, Tensor.vector(new double[loss.length]));
    double[] at = point(loss.length, 1).toArray();
    double[] into = new double[loss.length];
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    for (int calls = 1; calls <= 1024 && bytes > 0; calls *= 2) {
      prepared.into(at, into);
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = calls + 1; i < 2 * calls; i++) {
        prepared.into(at, into);
      }
      bytes = calls < 32 ? bytes : thread.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }
}
