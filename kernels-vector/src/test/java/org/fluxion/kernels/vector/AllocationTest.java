package org.fluxion.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fluxion.kernels.Kernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing is allocated once the compiler has done its work. If it makes objects of vectors, because
 * it does not inline a method that has vectors as arguments, this shows it.
 */
class AllocationTest {
  private static final Kernels KERNELS = Kernels.named("vector");

  /** Whole blocks and vectors, and a few more. */
  private static final int LENGTH = 517;

  private static final int CALLS = 2000;

  /** The compiler works aside, so it is waited for. */
  private static final int ROUNDS = 200;

  private final double[] x = new double[LENGTH];
  private final double[] y = new double[LENGTH];
  private final double[] z = new double[LENGTH];

  private interface Function {
    void run(Kernels kernels, double[] x, int xAt, double[] y, int yAt, int length);
  }

  @TestFactory
  Stream<DynamicTest> functionsAllocateNothing() {
    Map<String, Function> functions =
        Map.ofEntries(
            Map.entry("exp", Kernels::exp),
            Map.entry("expm1", Kernels::expm1),
            Map.entry("log", Kernels::log),
            Map.entry("log1p", Kernels::log1p),
            Map.entry("sin", Kernels::sin),
            Map.entry("cos", Kernels::cos),
            Map.entry("tanh", Kernels::tanh),
            Map.entry("sigmoid", Kernels::sigmoid),
            Map.entry("sigmoidSlope", Kernels::sigmoidSlope),
            Map.entry("softplus", Kernels::softplus),
            Map.entry("erf", Kernels::erf),
            Map.entry("gaussian", Kernels::gaussian),
            Map.entry("normalDensity", Kernels::normalDensity),
            Map.entry("gelu", Kernels::gelu),
            Map.entry("geluSlope", Kernels::geluSlope));
    Arrays.setAll(x, i -> 6.0 * i / LENGTH - 3);
    return functions.entrySet().stream()
        .map(f -> test(f.getKey(), kernels -> f.getValue().run(kernels, x, 0, y, 0, LENGTH)));
  }

  @TestFactory
  Stream<DynamicTest> productsAndSumsAllocateNothing() {
    Arrays.setAll(x, i -> i % 7);
    return Stream.of(
        test("tanhSlope", kernels -> kernels.tanhSlope(x, 0, y, 0, z, 0, LENGTH)),
        test("scale", kernels -> kernels.scale(x, 0, y, 0, z, 0, LENGTH)),
        test("sum", kernels -> y[0] = kernels.sum(x, 0, LENGTH)),
        test("dot", kernels -> y[0] = kernels.dot(x, 0, x, 0, LENGTH)),
        test("norm", kernels -> y[0] = kernels.norm(x, 0, LENGTH)),
        test("sumRows", kernels -> kernels.sumRows(27, 19, x, 0, y, 0, true)),
        product("product, all blocks", false, false, 21, 21, 21),
        product("product, A transposed", true, false, 21, 21, 21),
        product("product, B transposed", false, true, 21, 21, 21),
        product("product, narrow", true, false, 60, 3, 7),
        product("product, narrow and long", false, false, 8, 3, 60),
        product("product with a row", false, false, 1, 20, 20),
        product("product with a column", false, false, 10, 1, 40));
  }

  private DynamicTest product(
      String name, boolean transposeA, boolean transposeB, int m, int n, int k) {
    return test(
        name, kernels -> kernels.product(transposeA, transposeB, m, n, k, x, 0, x, 3, y, 0, true));
  }

  private static DynamicTest test(String name, Consumer<Kernels> call) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
          long id = Thread.currentThread().getId();
          long bytes = Long.MAX_VALUE;
          for (int round = 0; round < ROUNDS && bytes > CALLS; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < CALLS; i++) {
              call.accept(KERNELS);
            }
            bytes = threads.getThreadAllocatedBytes(id) - before;
          }
          // Asking allocates a little itself, less than a byte for each call.
          assertTrue(bytes <= CALLS, bytes / CALLS + " bytes a call");
        });
  }
}
