package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.fluxion.Backend;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the function is called, what is kept, and by whom it may be used. */
class ReuseTest {
  private static final Tensor X = Tensor.vector(1, 2, 3, 4, 5);
  private static final Tensor V = Tensor.vector(1, 0, -1, 2, 0.5);
  private static final MultiFunction F = z -> new Tensor[] {z[0].sin(), z[0].square().sum()};

  private final AtomicInteger calls = new AtomicInteger();

  private Linearization at(Backend backend) {
    return backend.linearize(Finite.counted(calls, F), X);
  }

  private void assertCalls(int expected, Runnable work) {
    int before = calls.get();
    work.run();
    assertEquals(expected, calls.get() - before);
  }

  @Test
  void nothingIsCalledBeforeItIsNeeded() {
    assertCalls(0, () -> at(Finite.with()));
  }

  @Test
  void centralDifferencesCallTwicePerTangentAndPerCoordinate() {
    Linearization at = at(Finite.with());
    assertCalls(2, () -> at.pushforward(V));
    assertCalls(1, at::values);
    assertCalls(0, at::values);
    assertCalls(2, () -> at.pushforward(V));
    assertCalls(10, () -> at.pullback(X, Tensor.scalar(1)));
    assertCalls(0, () -> at.pullback(V, Tensor.scalar(2)));
    assertCalls(0, () -> at.pullbackBatch(Tensor.eye(5), Tensor.zeros(5)));
    assertCalls(6, () -> at.pushforwardBatch(Tensor.stack(0, V, X, V)));
  }

  @ParameterizedTest
  @CsvSource({"forward", "backward"})
  void oneSidedDifferencesCallOnceAndShareTheValue(String kind) {
    Linearization at = at(Finite.with("kind", kind));
    assertCalls(2, () -> at.pushforward(V));
    assertCalls(1, () -> at.pushforward(X));
    assertCalls(0, at::values);
    assertCalls(5, () -> at.pullback(X, Tensor.scalar(1)));
    assertCalls(0, () -> at.pullbackBatch(Tensor.eye(5), Tensor.zeros(5)));
    assertCalls(6, () -> at(Finite.with("kind", kind)).pullback(X, Tensor.scalar(1)));
  }

  @Test
  void aZeroTangentNeedsOnlyTheValue() {
    Linearization at = at(Finite.with());
    assertCalls(1, () -> at.pushforward(Tensor.zeros(5)));
    assertCalls(0, () -> at.pushforward(Tensor.zeros(5)));
  }

  @ParameterizedTest
  @CsvSource({"central, 11, 22, 110, 110", "forward, 6, 12, 36, 30", "backward, 6, 12, 36, 30"})
  void secondDerivativesCallAsOftenAsDocumented(
      String kind, int gradient, int product, int hessian, int hessianAfterProduct) {
    Backend backend = Finite.with("kind", kind);
    MultiFunction f = Finite.counted(calls, z -> new Tensor[] {z[0].square().sum()});
    Linearization at = backend.linearizeGradient(f, X);
    assertCalls(gradient, at::values);
    assertCalls(product, () -> at.pushforward(V));
    // The product left the gradient at the point behind, which one-sided differences share.
    assertCalls(hessianAfterProduct, () -> at.pullback(Tensor.scalar(0), V));
    assertCalls(0, () -> at.pullback(Tensor.scalar(1), X));
    assertCalls(0, at::values);
    Linearization fresh = backend.linearizeGradient(f, X);
    assertCalls(hessian, () -> fresh.pullbackBatch(Tensor.zeros(5), Tensor.eye(5)));
  }

  @Test
  void aGivenStepServesTheGradientAtThePointToo() {
    Backend backend = Finite.with("kind", "forward", "step", "1e-4");
    MultiFunction f = Finite.counted(calls, z -> new Tensor[] {z[0].square().sum()});
    Linearization at = backend.linearizeGradient(f, X);
    assertCalls(12, () -> at.pushforward(V));
    assertCalls(0, at::values);
  }

  @Test
  void pullbacksOfOneLinearizationAreIndependent() {
    Linearization at = at(Finite.with());
    Tensor first = at.pullback(V, Tensor.scalar(0))[0];
    Tensor other = at.pullback(X, Tensor.scalar(1))[0];
    assertEquals(first, at.pullback(V, Tensor.scalar(0))[0]);
    for (int i = 0; i < 5; i++) {
      double x = X.get(i).item();
      // Ten times the error of a central difference of functions of size 55.
      assertEquals(V.get(i).item() * Math.cos(x), first.get(i).item(), 7e-10);
      assertEquals(x * Math.cos(x) + 2 * x, other.get(i).item(), 55 * 7e-10);
    }
  }

  @Test
  void eightThreadsGetTheSameAnswersFromOneJacobian() throws Exception {
    MultiFunction slow =
        z -> {
          LockSupport.parkNanos(1_000_000);
          return F.apply(z);
        };
    Linearization at = Finite.with().linearize(Finite.counted(calls, slow), X);
    CyclicBarrier start = new CyclicBarrier(8);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<Tensor[]>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(
            pool.submit(
                () -> {
                  start.await();
                  Tensor pulled = at.pullback(V, Tensor.scalar(1))[0];
                  return new Tensor[] {pulled, at.pushforward(V)[0], at.values()[1]};
                }));
      }
      Linearization alone = Finite.with().linearize(F, X);
      for (Future<Tensor[]> answer : answers) {
        assertEquals(alone.pullback(V, Tensor.scalar(1))[0], answer.get()[0]);
        assertEquals(alone.pushforward(V)[0], answer.get()[1]);
        assertEquals(Tensor.scalar(55), answer.get()[2]);
      }
    } finally {
      pool.shutdownNow();
    }
    assertEquals(10 + 8 * 2 + 1, calls.get());
  }

  @Test
  void whatTheCallerAndTheFunctionHoldIsNotShared() {
    Tensor[] point = {Tensor.scalar(2)};
    MultiFunction vandal =
        z -> {
          Tensor[] result = {z[0].square()};
          Arrays.fill(z, null);
          return result;
        };
    for (Backend backend : List.of(Finite.with(), Finite.with("kind", "forward"))) {
      Linearization at = backend.linearize(vandal, point);
      Linearization second = backend.linearizeGradient(vandal, point);
      point[0] = Tensor.scalar(9);
      at.values()[0] = Tensor.scalar(7);
      second.values()[0] = Tensor.scalar(7);
      assertEquals(Tensor.scalar(4), at.values()[0]);
      assertEquals(Tensor.scalar(4), second.values()[0]);
      // One-sided: ten times h = ε^(1/2), and of h = ε^(1/3) for the second derivative.
      assertEquals(4, at.pullback(Tensor.scalar(1))[0].item(), 4e-7);
      assertEquals(2, second.pushforward(Tensor.scalar(1))[1].item(), 4e-4);
      point[0] = Tensor.scalar(2);
    }
  }

  @Test
  void aFunctionThatFailsIsAskedAgain() {
    MultiFunction failsOnce =
        z -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("not yet");
          }
          return z.clone();
        };
    Linearization at = Finite.with().linearize(failsOnce, X);
    assertThrows(IllegalStateException.class, at::values);
    assertArrayEquals(X.toArray(), at.values()[0].toArray());
  }
}
