package org.fluxion.compiler;

import static org.fluxion.Derivatives.prepareGradient;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.internal.code.Code;
import org.fluxion.internal.code.CodeGenerator;
import org.fluxion.internal.code.ElementLoop;
import org.fluxion.internal.code.ScalarProgram;
import org.fluxion.internal.code.ScalarProgram.Load;
import org.fluxion.internal.code.ScalarProgram.Store;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When code is generated, what it costs, and that it goes again. */
class GeneratedCodeTest {
  private static final double[] AT = IntStream.range(0, 40).mapToDouble(i -> 0.1 * i - 2).toArray();

  static Stream<TensorFunction> functions() {
    return Stream.of(
        GeneratedCodeTest::onNumbers, GeneratedCodeTest::onVectors, GeneratedCodeTest::byFunctions);
  }

  private static Tensor onNumbers(Tensor x) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i + 1 < x.size(); i++) {
      sum = sum.plus(x.get(i).times(x.get(i + 1)).tanh().square());
    }
    return sum;
  }

  private static Tensor onVectors(Tensor x) {
    return x.square().plus(1).times(x).minus(x.abs()).square().sum();
  }

  private static Tensor byFunctions(Tensor x) {
    return x.times(2).sigmoid().times(x.plus(1).sigmoid()).tanh().square().sum();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aPlanIsGeneratedAfterSomeRunsAndSaysSo(TensorFunction function) {
    PreparedGradient<Tensor> gradient =
        prepareGradient(Backends.named("reverse"), function, Tensor.vector(AT));
    double[] result = new double[AT.length];
    gradient.into(AT, result);
    gradient.into(AT, result);
    gradient.into(AT, result);
    assertTrue(!gradient.describe().contains("at once"), gradient::describe);
    Prepared prepared = Prepared.generated(function, AT);
    assertTrue(
        prepared
            .gradient()
            .describe()
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        "  %\\d+ to %\\d+ at once: "
                            + "(operations on \\d+ numbers"
                            + "|(one loop|\\d+ loops) of \\d+ operations"
                            + "(, \\d+ calls for \\d+ functions)?, stores \\d+)")),
        prepared.gradient()::describe);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aCallAllocatesNothing(TensorFunction function) {
    Prepared prepared = Prepared.generated(function, AT);
    // Operations on vectors allocate until the JVM has compiled them, and comparing with a fresh
    // recording always does; so what counts is that calls come to allocate nothing.
    long least = Long.MAX_VALUE;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (least > 0 && System.nanoTime() < end) {
      least = Math.min(least, bytesOfFiftyCalls(prepared));
    }
    assertEquals(0, least);
  }

  private static long bytesOfFiftyCalls(Prepared prepared) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] result = new double[AT.length];
    long before = threads.getCurrentThreadAllocatedBytes();
    long between = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 50; i++) {
      prepared.gradient().into(AT, result);
    }
    return threads.getCurrentThreadAllocatedBytes() - between - (between - before);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void threadsDoNotDisturbEachOther(TensorFunction function) throws Exception {
    Prepared prepared = Prepared.generated(function, AT);
    List<double[]> points = new ArrayList<>();
    List<double[]> expected = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      double scale = 1 + 0.1 * i;
      points.add(IntStream.range(0, 40).mapToDouble(k -> scale * AT[k]).toArray());
      expected.add(prepared.at(points.get(i)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        double[] point = points.get(i);
        double[] result = expected.get(i);
        running.add(
            pool.submit(
                () -> {
                  for (int k = 0; k < 500; k++) {
                    assertArrayEquals(result, prepared.at(point));
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void generatedClassesGoWithTheirPlans() throws InterruptedException {
    WeakReference<Class<?>> loaded = new WeakReference<>(generatedClass());
    for (int i = 0; i < 100 && loaded.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(loaded.get());
  }

  private static Class<?> generatedClass() {
    ElementLoop loop =
        new ElementLoop(
            3,
            List.of(new ElementLoop.Operand(0, 0, ElementLoop.Reading.EACH)),
            List.of(),
            List.of(new ElementLoop.Result(0, 1, 0)));
    return new LoopCompiler(loop, false).compile().getClass();
  }

  @Test
  void whatWouldBeTooMuchIsLeftAlone() {
    List<ScalarProgram.Instruction> many = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      // No loop: the offsets never move alike.
      many.add(new Load(0, (int) ((long) i * i % 1009)));
      many.add(new Store(1, (int) ((long) i * i % 997), 2 * i));
    }
    CodeGenerator generator = ServiceLoader.load(CodeGenerator.class).findFirst().orElseThrow();
    Code code = generator.generate(new ScalarProgram(many));
    assertNull(code);
  }

  @Test
  void anUnknownModeIsRefused() {
    FluxionException refused =
        assertThrows(
            FluxionException.class,
            () -> Prepared.with("maybe", () -> Prepared.warm(GeneratedCodeTest::onVectors, AT)));
    assertEquals("fluxion.code=maybe: use on or off", refused.getMessage());
  }
}
