package org.fluxion.engines;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.conformance.Close.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.fluxion.Backend;
import org.fluxion.EscapedTracerException;
import org.fluxion.PreparedGradient;
import org.fluxion.TensorFunction;
import org.fluxion.WrongThreadException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole derivatives run in parallel; one derivative stays in its thread and in its time. */
class ThreadsTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;
  private static final TensorFunction SUM_OF_CUBES = x -> x.pow(3).sum();

  /** Runs tasks that all begin at one moment; their results in order. */
  private static <T> List<T> together(IntFunction<Callable<T>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Callable<T> task = tasks.apply(i);
        futures.add(
            pool.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Tensor point(int i) {
    return Tensor.vector(i + 1, -2, 0.5 * i);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#secondOrder")
  void eightThreadsDifferentiateAtOnce(String spec) throws Exception {
    Backend backend = Engines.named(spec);
    List<Tensor> errors =
        together(
            i ->
                () -> {
                  Tensor x = point(i);
                  Tensor worst = Tensor.scalar(0);
                  for (int round = 0; round < ROUNDS; round++) {
                    Tensor g = gradient(backend, SUM_OF_CUBES, x);
                    Tensor h = hessian(backend, SUM_OF_CUBES, x).matmul(x);
                    worst =
                        worst
                            .maximum(g.minus(x.square().times(3)).abs().max())
                            .maximum(h.minus(x.square().times(6)).abs().max());
                  }
                  return worst;
                });
    for (Tensor error : errors) {
      assertTrue(error.isLessThan(1e-11), error::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#all")
  void eightThreadsShareOnePullback(String spec) throws Exception {
    Backend backend = Engines.named(spec);
    Tensor x = Tensor.vector(0.3, -1.2, 2);
    Linearization shared =
        Linearizations.complete(backend, in -> new Tensor[] {in[0].sin().times(in[0].sum())}, x);
    Tensor alone = shared.pullback(Tensor.vector(1, 2, 3))[0];
    List<Tensor> last =
        together(
            i ->
                () -> {
                  Tensor scale = Tensor.vector(1, 2, 3).times(i + 1);
                  Tensor result = alone;
                  for (int round = 0; round < ROUNDS; round++) {
                    result = shared.pullback(scale)[0];
                    assertClose(alone.times(i + 1), result, 1e-13, "shared pullback");
                  }
                  return result;
                });
    assertEquals(THREADS, last.size());
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void eightThreadsShareOnePreparedOperator(String spec) throws Exception {
    PreparedGradient<Tensor> prepared =
        prepareGradient(Engines.named(spec), SUM_OF_CUBES, Tensor.zeros(3));
    together(
        i ->
            () -> {
              double[] x = point(i).toArray();
              double[] gradient = new double[3];
              for (int round = 0; round < ROUNDS; round++) {
                prepared.into(x, gradient);
                assertArrayEquals(point(i).square().times(3).toArray(), gradient, 1e-11);
              }
              return i;
            });
  }

  private static void inAnotherThread(Runnable work) {
    try {
      CompletableFuture.runAsync(work).join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aLevelUsedFromAnotherThreadIsRefused(String spec) {
    WrongThreadException e =
        assertThrows(
            WrongThreadException.class,
            () ->
                gradient(
                    Engines.named(spec),
                    x -> {
                      inAnotherThread(x::exp);
                      return x.sum();
                    },
                    Tensor.vector(1, 2)));
    assertTrue(e.getMessage().startsWith("exp in thread \""), e.getMessage());
    assertTrue(
        e.getMessage().contains("which runs in thread \"" + Thread.currentThread().getName()),
        e.getMessage());
    assertTrue(e.getMessage().contains("no parallel stream"), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aWholeDerivativeMayRunInAnotherThreadInsideOne(String spec) {
    Backend backend = Engines.named(spec);
    Tensor g =
        gradient(
            backend,
            x -> {
              Tensor[] inner = new Tensor[1];
              inAnotherThread(
                  () -> inner[0] = gradient(backend, SUM_OF_CUBES, Tensor.vector(1, 2)));
              return x.dot(inner[0]);
            },
            Tensor.vector(5, 6));
    assertEquals(Tensor.vector(3, 12), g);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void anEscapedTracerIsRefused(String spec) {
    List<Tensor> kept = new ArrayList<>();
    gradient(
        Engines.named(spec),
        x -> {
          kept.add(x.times(2));
          return x.sum();
        },
        Tensor.vector(1, 2));
    Tensor escaped = kept.get(0);
    EscapedTracerException e = assertThrows(EscapedTracerException.class, escaped::exp);
    assertTrue(
        e.getMessage()
            .startsWith("a tracer escaped the derivative that created it: exp was applied to"),
        e.getMessage());
    assertTrue(e.getMessage().contains("Return what you need from the function"), e.getMessage());
    assertThrows(EscapedTracerException.class, escaped::toArray);
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void aTracerThatEscapedIntoAnotherDerivativeIsRefused(String spec) {
    Backend backend = Engines.named(spec);
    Tensor[] kept = new Tensor[1];
    gradient(
        backend,
        x -> {
          kept[0] = x;
          return x.sum();
        },
        Tensor.vector(1, 2));
    assertThrows(
        EscapedTracerException.class,
        () -> gradient(backend, x -> x.times(kept[0]).sum(), Tensor.vector(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("org.fluxion.engines.Engines#exact")
  void anErrorInOneThreadLeavesTheOthersAlone(String spec) throws Exception {
    Backend backend = Engines.named(spec);
    ExecutionException e =
        assertThrows(
            ExecutionException.class,
            () ->
                together(
                    i ->
                        () ->
                            gradient(
                                backend,
                                x -> {
                                  if (i == 3) {
                                    throw new IllegalStateException("number three");
                                  }
                                  return SUM_OF_CUBES.apply(x);
                                },
                                point(i))));
    assertInstanceOf(IllegalStateException.class, e.getCause());
    assertClose(
        point(2).square().times(3), gradient(backend, SUM_OF_CUBES, point(2)), "afterwards");
  }
}
