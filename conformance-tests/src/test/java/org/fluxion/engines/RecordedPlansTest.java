package org.fluxion.engines;

import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.prepareHessian;
import static org.fluxion.Derivatives.prepareHvp;
import static org.fluxion.Derivatives.prepareJacobian;
import static org.fluxion.Derivatives.preparePullback;
import static org.fluxion.Derivatives.preparePushforward;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backend;
import org.fluxion.FixedParams;
import org.fluxion.FluxionException;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.PreparedHessian;
import org.fluxion.PreparedHvp;
import org.fluxion.PreparedJacobian;
import org.fluxion.StalePlanException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A prepared operator runs a recorded program, and never answers for another function. */
class RecordedPlansTest {
  private static final String SECOND_ORDER = "org.fluxion.engines.Engines#secondOrder";
  private static final Backend REVERSE = Engines.named("reverse");
  private static final int CALLS = 40;

  private static Tensor point(long seed) {
    return Tensor.vector(new SplittableRandom(seed).doubles(3, -2, 2).toArray());
  }

  private static String message(FluxionException e) {
    return String.valueOf(e.getMessage());
  }

  /** Σ xᵢ³ at many points, more often than it is recorded. */
  @ParameterizedTest
  @MethodSource(SECOND_ORDER)
  void everyOperatorHasItsClosedFormAtEveryCall(String spec) {
    Backend backend = Engines.named(spec);
    TensorFunction f = x -> x.pow(3).sum();
    TensorFunction rows = x -> x.pow(3);
    Tensor like = Tensor.ones(3);
    Tensor v = Tensor.vector(1, -2, 0.5);
    PreparedGradient<Tensor> gradient = prepareGradient(backend, f, like);
    PreparedHessian hessian = prepareHessian(backend, f, like);
    PreparedHvp<Tensor> hvp = prepareHvp(backend, f, like);
    PreparedJacobian jacobian = prepareJacobian(backend, rows, like);
    var pushforward = preparePushforward(backend, rows, like);
    var pullback = preparePullback(backend, rows, like);
    for (int i = 0; i < CALLS; i++) {
      Tensor x = point(i);
      Tensor slope = x.square().times(3);
      Tensor curvature = x.times(6);
      assertClose(slope, gradient.at(x), "gradient");
      assertClose(x.pow(3).sum(), gradient.withValueAt(x).value(), "value");
      assertClose(slope, gradient.withValueAt(x).gradient(), "gradient with value");
      assertClose(curvature.diag(), hessian.at(x), "hessian");
      assertClose(slope, hessian.withValueAt(x).gradient(), "gradient with Hessian");
      assertClose(curvature.times(v), hvp.at(x, v), "hvp");
      assertClose(slope, hvp.withGradientAt(x, v).gradient(), "gradient with hvp");
      assertClose(slope.diag(), jacobian.at(x), "jacobian");
      assertClose(x.pow(3), jacobian.withValueAt(x).value(), "value with Jacobian");
      assertClose(slope.times(v), pushforward.at(x, v), "pushforward");
      assertClose(slope.times(v), pullback.at(x, v), "pullback");
      assertClose(x.pow(3), pullback.withValueAt(x, v).value(), "value with pullback");
    }
  }

  @Test
  void aProgramSaysWhatItComputes() {
    PreparedGradient<Tensor> prepared =
        prepareGradient(REVERSE, x -> x.square().sum(), Tensor.ones(3));
    assertTrue(prepared.describe().contains("has not been called"), prepared::describe);
    prepared.at(Tensor.ones(3));
    String text = prepared.describe();
    // 2x, since the cotangent of the sum is known to be 1.
    assertTrue(text.contains("1 operations, 0 multiply-adds"), text);
    assertTrue(text.contains("[3] in b1: times(2.0) %0"), text);
    assertTrue(text.contains("returns %"), text);
  }

  // --- what would make a program answer for another function ---

  @Test
  void eachBranchHasItsOwnProgram() {
    TensorFunction f =
        x ->
            x.get(0).isGreaterThan(0)
                ? x.square().sum()
                : x.get(1).isLessThan(1) ? x.sum() : x.prod();
    PreparedGradient<Tensor> prepared = prepareGradient(REVERSE, f, Tensor.ones(2));
    double[][] points = {{1, 2}, {-1, 0}, {-1, 3}, {2, 5}, {-3, 4}, {-5, -1}, {4, 4}};
    double[][] slopes = {{2, 4}, {1, 1}, {3, -1}, {4, 10}, {4, -3}, {1, 1}, {8, 8}};
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < points.length; i++) {
        assertEquals(Tensor.vector(slopes[i]), prepared.at(Tensor.vector(points[i])));
        double[] into = new double[2];
        prepared.into(points[i], into);
        assertEquals(Tensor.vector(slopes[i]), Tensor.vector(into));
      }
    }
    assertTrue(prepared.describe().contains("is not > 0.0"), prepared::describe);
  }

  @Test
  void aValueThatIsReadBelongsToTheProgram() {
    TensorFunction f = x -> x.times(x.get(0).item()).sum();
    PreparedGradient<Tensor> prepared = prepareGradient(REVERSE, f, Tensor.ones(2));
    for (int i = 0; i < 3 * CALLS; i++) {
      double first = i % 5 - 2;
      assertEquals(Tensor.full(first, 2), prepared.at(Tensor.vector(first, i)));
    }
    // 0 and -0 are equal, but not to the bit: 1/x differs.
    TensorFunction reciprocal = x -> x.times(1 / x.get(0).item()).sum();
    PreparedGradient<Tensor> signed = prepareGradient(REVERSE, reciprocal, Tensor.ones(1));
    for (int i = 0; i < CALLS; i++) {
      double zero = i % 2 == 0 ? 0.0 : -0.0;
      assertEquals(Tensor.vector(1 / zero), signed.at(Tensor.vector(zero)));
    }
  }

  @Test
  void aFunctionThatKeepsChangingRunsUnprepared() {
    TensorFunction f = x -> x.times(x.get(0).item()).sum();
    PreparedGradient<Tensor> prepared = prepareGradient(REVERSE, f, Tensor.ones(2));
    for (int i = 0; i < 2 * CALLS; i++) {
      assertEquals(Tensor.full(i, 2), prepared.at(Tensor.vector(i, 1)));
    }
    assertTrue(
        prepared.describe().contains("runs unprepared: it took more than 16 paths"),
        prepared::describe);
  }

  @Test
  void aCapturedArrayThatChangesIsFoundOut() {
    double[] weights = {1, 2};
    TensorFunction f = x -> x.times(Tensor.vector(weights)).sum();
    PreparedGradient<Tensor> prepared = prepareGradient(REVERSE, f, Tensor.ones(2));
    prepared.at(Tensor.ones(2));
    prepared.at(Tensor.ones(2));
    weights[1] = 5;
    StalePlanException e =
        assertThrows(
            StalePlanException.class,
            () -> {
              prepared.at(Tensor.ones(2));
              prepared.at(Tensor.ones(2)); // the fourth call is compared
            });
    assertTrue(message(e).startsWith("gradient(reverse): the function is not pure"), message(e));
    assertTrue(message(e).contains("was [1.0, 2.0] and is [1.0, 5.0]"), message(e));
    assertTrue(message(e).contains("prepareGradient(backend, f, x, ps)"), message(e));
  }

  @Test
  void aRandomDrawOrACapturedNumberIsFoundOut() {
    SplittableRandom random = new SplittableRandom(1);
    PreparedGradient<Tensor> drawing =
        prepareGradient(REVERSE, x -> x.times(random.nextDouble()).sum(), Tensor.ones(2));
    drawing.at(Tensor.ones(2));
    assertThrows(StalePlanException.class, () -> drawing.at(Tensor.ones(2)));
    AtomicInteger length = new AtomicInteger(1);
    PreparedGradient<Tensor> growing =
        prepareGradient(REVERSE, x -> powers(x, length.getAndIncrement()), Tensor.ones(2));
    growing.at(Tensor.ones(2));
    assertThrows(StalePlanException.class, () -> growing.at(Tensor.ones(2)));
  }

  private static Tensor powers(Tensor x, int length) {
    Tensor sum = x;
    for (int i = 0; i < length; i++) {
      sum = sum.plus(x.pow(i + 2.0));
    }
    return sum.sum();
  }

  @Test
  void underVerifyEveryCallIsCompared() {
    double[] weights = {1, 2};
    System.setProperty("fluxion.plans", "verify");
    try {
      PreparedGradient<Tensor> prepared =
          prepareGradient(REVERSE, x -> x.times(Tensor.vector(weights)).sum(), Tensor.ones(2));
      for (int i = 0; i < 5; i++) {
        assertEquals(Tensor.vector(1, 2), prepared.at(Tensor.ones(2)));
      }
      weights[0] = 3;
      assertThrows(StalePlanException.class, () -> prepared.at(Tensor.ones(2)));
    } finally {
      System.clearProperty("fluxion.plans");
    }
  }

  @Test
  void plansCanBeSwitchedOff() {
    System.setProperty("fluxion.plans", "off");
    try {
      AtomicInteger calls = new AtomicInteger();
      PreparedGradient<Tensor> prepared =
          prepareGradient(REVERSE, x -> x.times(calls.incrementAndGet()).sum(), Tensor.ones(2));
      for (int i = 1; i < 5; i++) {
        assertEquals(Tensor.full(i, 2), prepared.at(Tensor.ones(2)));
      }
      assertTrue(prepared.describe().contains("fluxion.plans is off"), prepared::describe);
      System.setProperty("fluxion.plans", "sometimes");
      FluxionException e =
          assertThrows(
              FluxionException.class, () -> prepareGradient(REVERSE, x -> x.sum(), Tensor.ones(2)));
      assertEquals("fluxion.plans=sometimes: use on, verify or off", e.getMessage());
    } finally {
      System.clearProperty("fluxion.plans");
    }
  }

  @Test
  void whatCannotBeRecordedRunsUnprepared() {
    PreparedGradient<Tensor> finite =
        prepareGradient(Engines.named("finite"), x -> x.square().sum(), Tensor.ones(2));
    assertClose(Tensor.vector(2, 4), finite.at(Tensor.vector(1, 2)), 1e-6, "finite");
  }

  // --- inside other derivatives, and others inside ---

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aProgramIsDifferentiatedFromOutside(String spec) {
    Backend outer = Engines.named(spec);
    PreparedGradient<Tensor> prepared =
        prepareGradient(REVERSE, x -> x.pow(4).sum(), Tensor.ones(2));
    Tensor x = Tensor.vector(0.5, -2);
    for (int i = 0; i < 3; i++) {
      assertClose(x.square().times(12).diag(), jacobian(outer, prepared::at, x), "Hessian of Σ x⁴");
      assertClose(x.pow(3).times(4), prepared.at(x), "gradient");
      assertThrows(
          FluxionException.class,
          () -> derivative(outer, t -> into(x.times(t)), Tensor.scalar(1)).item(),
          "a watched tensor has no array");
    }
  }

  private static Tensor into(Tensor x) {
    TensorFunction capturing = y -> y.times(x).sum();
    return Tensor.scalar(prepareGradient(REVERSE, capturing, x).into(new double[2], new double[2]));
  }

  @Test
  void aCapturedWatchedValueIsNotLost() {
    // d/dt of ∂/∂x (x² t) = 2x, whether the inner operator is prepared or not.
    TensorFunction f =
        t -> {
          PreparedGradient<Tensor> inner =
              prepareGradient(REVERSE, x -> x.square().times(t).sum(), Tensor.scalar(0));
          return inner.at(Tensor.scalar(3)).plus(inner.at(Tensor.scalar(4)));
        };
    assertClose(14, gradient(REVERSE, f, Tensor.scalar(0.7)).item(), 1e-14, "2 · 3 + 2 · 4");
  }

  @Test
  void preparedInsidePreparedIsOneProgram() {
    PreparedGradient<Tensor> inner = prepareGradient(REVERSE, x -> x.pow(3).sum(), Tensor.ones(2));
    PreparedGradient<Tensor> outer =
        prepareGradient(REVERSE, x -> inner.at(x).square().sum(), Tensor.ones(2));
    for (int i = 0; i < CALLS; i++) {
      Tensor x = Tensor.vector(i * 0.1, 1 - i * 0.2);
      assertClose(x.pow(3).times(36), outer.at(x), "gradient of Σ 9x⁴");
      assertClose(x.square().times(3), inner.at(x), "3x²");
    }
  }

  @Test
  void parametersAreArguments() {
    Backend mixed = Engines.named("mixed");
    // The loss is Σ (∂/∂x Σ x² p)² = Σ 4 x² p².
    PreparedGradientWithParams<Tensor, Tensor> prepared =
        prepareGradient(
            mixed,
            (p, x) ->
                gradient(mixed, FixedParams.of((z, q) -> z.square().times(q).sum(), p), x)
                    .square()
                    .sum(),
            Tensor.ones(3),
            Tensor.ones(3));
    for (int i = 0; i < CALLS; i++) {
      Tensor p = point(i);
      Tensor x = point(100 + i);
      assertClose(x.square().times(p).times(8), prepared.at(p, x), "8 x² p");
    }
  }

  // --- threads and memory ---

  @Test
  void threadsShareAProgram() throws Exception {
    PreparedGradient<Tensor> prepared =
        prepareGradient(
            REVERSE,
            x -> x.get(0).isGreaterThan(0) ? x.pow(3).sum() : x.square().sum(),
            Tensor.ones(3));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> all = new ArrayList<>();
      for (int k = 0; k < 4; k++) {
        int seed = 1000 * k;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    Tensor x = point(seed + i);
                    Tensor slope = x.get(0).isGreaterThan(0) ? x.square().times(3) : x.times(2);
                    assertClose(slope, prepared.at(x), "gradient");
                  }
                  return 0;
                }));
      }
      for (Future<Integer> each : all) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Calls 1025 to 2047 are not compared with a recording, and allocate not one byte. */
  @Test
  void intoAllocatesNothing() {
    Tensor w = Tensor.of(new SplittableRandom(1).doubles(30).toArray(), 5, 6);
    PreparedGradient<Tensor> prepared =
        prepareGradient(
            REVERSE,
            x -> x.slice(0, 0, 5).matmul(w).tanh().square().sum().plus(x.get(3).exp()),
            Tensor.ones(7));
    double[] x = point(1).toArray();
    double[] point = {x[0], x[1], x[2], 0.1, 0.2, 0.3, 0.4};
    double[] gradient = new double[7];
    for (int i = 0; i < 1024; i++) {
      prepared.into(point, gradient);
    }
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double value = 0;
    thread.getCurrentThreadAllocatedBytes(); // its first call allocates
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 1025; i < 2048; i++) {
      value += prepared.into(point, gradient);
    }
    assertEquals(0, thread.getCurrentThreadAllocatedBytes() - before, "bytes");
    assertFalse(Double.isNaN(value));
  }

  @Test
  void nothingOfTheCallersIsChangedOrShared() {
    PreparedJacobian prepared = prepareJacobian(REVERSE, x -> x.times(2), Tensor.ones(2));
    double[] x = {1, 2};
    double[] value = new double[2];
    double[] jacobian = new double[4];
    List<Tensor> kept = new ArrayList<>();
    for (int i = 1; i < 10; i++) {
      prepared.into(x, value, jacobian);
      kept.add(prepared.withValueAt(Tensor.vector(i, -i)).value());
    }
    assertEquals(Tensor.vector(1, 2), Tensor.vector(x));
    for (int i = 1; i < 10; i++) {
      assertEquals(Tensor.vector(2 * i, -2 * i), kept.get(i - 1), "not overwritten by later calls");
    }
  }
}
