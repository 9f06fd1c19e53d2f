package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.IntFunction;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.EscapedTracerException;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** Family 7: again, from elsewhere, and several at once. */
final class ReuseRules {
  private static final int THREADS = 4;
  private static final int ROUNDS = 50;
  private static final Tensor X = Tensor.vector(0.5, -1.2, 0.9);
  private static final Differentiable<Tensor> SIN = x -> x.sin();

  private ReuseRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.once(
            "B7.1",
            Level.REQUIRED,
            "a pullback can be called again",
            "A Jacobian pulls back once for each row; nothing of one pullback stays behind.",
            "three times, with two cotangents",
            subject -> again(subject, Linearization::pullback)),
        Rule.once(
            "B7.2",
            Level.REQUIRED,
            "a pushforward can be called again",
            "A Jacobian pushes forward once for each column.",
            "three times, with two tangents",
            subject -> again(subject, Linearization::pushforward)),
        Rule.once(
            "B7.3",
            Level.REQUIRED,
            "a pullback can be called from another thread",
            "What runs in one thread is the function, not the sweep of its record.",
            "made here, swept there",
            ReuseRules::fromAnotherThread),
        Rule.once(
            "B7.4",
            Level.REQUIRED,
            "a pullback can be called from four threads at once",
            "Each sweep keeps its cotangents to itself.",
            "one linearization, " + ROUNDS + " rounds",
            ReuseRules::sharedByThreads),
        Rule.once(
            "B7.5",
            Level.REQUIRED,
            "whole derivatives run in four threads at once",
            "A backend is shared by all threads and keeps nothing of a call.",
            "one backend, " + ROUNDS + " rounds",
            ReuseRules::wholeInThreads),
        Rule.once(
            "B7.6",
            Level.REQUIRED,
            "a tracer that escapes is refused",
            "A tensor kept from inside a function is meaningless afterwards; using it must not give"
                + " a number.",
            "kept in a list",
            ReuseRules::escaped),
        Rule.once(
            "B7.7",
            Level.REQUIRED,
            "a failure leaves nothing behind",
            "After f has thrown, the next derivative is right.",
            "f throws once",
            ReuseRules::afterFailure));
  }

  /** One of the two directions. */
  @FunctionalInterface
  private interface Sweep {
    Tensor[] run(Linearization at, Tensor... along);
  }

  private static void again(Subject subject, Sweep sweep) {
    Linearization at = subject.linearizeOne(SIN, X);
    for (double scale : new double[] {1, -2, 1}) {
      Tensor along = Tensor.vector(1, 2, 3).times(scale);
      Expect.close(
          X.cos().times(along),
          sweep.run(at, along)[0],
          subject.tolerance(1),
          "sweep along " + along,
          X);
    }
  }

  private static void fromAnotherThread(Subject subject) throws Exception {
    Linearization at = subject.linearizeOne(SIN, X);
    if (!subject.capabilities().directions().contains(Direction.REVERSE)) {
      throw new Skip("the backend declares no pullback of its own");
    }
    ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    try {
      Tensor pulled = elsewhere.submit(() -> at.pullback(X)[0]).get();
      Expect.close(X.cos().times(X), pulled, subject.tolerance(1), "pullback", X);
    } catch (ExecutionException e) {
      throw new Mismatch("the pullback threw", X, "a cotangent", e.getCause());
    } finally {
      elsewhere.shutdownNow();
    }
  }

  private static void sharedByThreads(Subject subject) throws Exception {
    Linearization at = subject.linearizeOne(SIN, X);
    together(
        thread -> {
          Tensor along = Tensor.vector(1, 2, 3).plus(thread);
          return () -> {
            Expect.close(
                X.cos().times(along),
                at.pullback(along)[0],
                subject.tolerance(1),
                "pullback in thread " + thread,
                X);
            return thread;
          };
        });
  }

  private static void wholeInThreads(Subject subject) throws Exception {
    together(
        thread -> {
          Tensor x = X.plus(thread);
          return () -> {
            Expect.close(
                x.square().times(3),
                Derivatives.gradient(subject.backend(), y -> y.pow(3).sum(), x),
                subject.tolerance(1),
                "gradient in thread " + thread,
                x);
            return thread;
          };
        });
  }

  /** Runs a task in each of several threads, all in step, round after round. */
  private static void together(IntFunction<Callable<Integer>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    Phaser step = new Phaser(THREADS);
    List<Future<Integer>> running = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        Callable<Integer> task = tasks.apply(i);
        running.add(pool.submit(() -> rounds(task, step)));
      }
      await(running);
    } finally {
      pool.shutdownNow();
    }
  }

  /** A thread that fails leaves the step, so that the others do not wait for it. */
  private static int rounds(Callable<Integer> task, Phaser step) throws Exception {
    try {
      int last = 0;
      for (int round = 0; round < ROUNDS; round++) {
        step.arriveAndAwaitAdvance();
        last = task.call();
      }
      return last;
    } finally {
      step.arriveAndDeregister();
    }
  }

  /** Waits for all, so that none runs on under the next rule, and throws what went wrong first. */
  private static void await(List<Future<Integer>> running) throws InterruptedException {
    Mismatch first = null;
    for (Future<Integer> one : running) {
      try {
        one.get();
      } catch (ExecutionException e) {
        Mismatch own =
            e.getCause() instanceof Mismatch mismatch
                ? mismatch
                : new Mismatch("a thread failed", X, "no error", e.getCause());
        first = first == null ? own : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static void escaped(Subject subject) {
    List<Tensor> kept = new ArrayList<>();
    Derivatives.gradient(
        subject.backend(),
        x -> {
          kept.add(x);
          return x.square().sum();
        },
        X);
    if (!(kept.get(0) instanceof Tracer escaped)) {
      throw new Skip("the backend calls f with plain tensors, so that none can escape");
    }
    Expect.refusal(
        EscapedTracerException.class, escaped::exp, X, "escaped the derivative that created it");
  }

  private static void afterFailure(Subject subject) {
    boolean[] failing = {true};
    Differentiable<Tensor> f =
        x -> {
          Tensor y = x.square();
          if (failing[0]) {
            throw new IllegalStateException("on purpose");
          }
          return y.sum();
        };
    Expect.refusal(
        IllegalStateException.class,
        () -> Derivatives.gradient(subject.backend(), f, X),
        X,
        "on purpose");
    failing[0] = false;
    Expect.close(
        X.times(2),
        Derivatives.gradient(subject.backend(), f, X),
        subject.tolerance(1),
        "gradient",
        X);
  }
}
