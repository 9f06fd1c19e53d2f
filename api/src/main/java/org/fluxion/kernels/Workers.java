package org.fluxion.kernels;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share large operations: large matrix products, and the sweeps of a Jacobian or a
 * Hessian.
 *
 * <p>There is only the calling thread, unless the system property {@value #PROPERTY} asks for more.
 * Work is shared so that results are the same to the bit. Any number of threads may call.
 */
public final class Workers {
  /** How many threads work on an operation, the calling one included. */
  public static final String PROPERTY = "fluxion.threads";

  private final int count;
  private final @Nullable ForkJoinPool pool;

  /**
   * Makes workers of one's own; their threads end when there has been nothing to do for a while.
   *
   * @param count how many threads, the calling one included; at least 1
   * @throws FluxionException if it is less
   */
  public Workers(int count) {
    if (count < 1) {
      throw new FluxionException("Workers: at least 1 thread is needed, given " + count);
    }
    this.count = count;
    pool = count == 1 ? null : new ForkJoinPool(count - 1);
  }

  /**
   * {@return those that the system property asks for; read once}
   *
   * @throws FluxionException if it is no whole number from 1 on
   */
  public static Workers configured() {
    return Configured.WORKERS;
  }

  /** {@return the workers that a value of the property asks for} */
  static Workers of(@Nullable String property) {
    if (property == null || property.isBlank()) {
      return new Workers(1);
    }
    try {
      int asked = Integer.parseInt(property.strip());
      if (asked > 0) {
        return new Workers(asked);
      }
    } catch (NumberFormatException notWhole) {
      // Refused below, like numbers that are too small.
    }
    throw new FluxionException(
        "the system property "
            + PROPERTY
            + " is \""
            + property
            + "\"; it is a whole number of threads from 1 on");
  }

  /** {@return how many threads work on an operation, the calling one included} */
  public int count() {
    return count;
  }

  /**
   * Does tasks, each once, in any order and partly at the same time; returns when all are done.
   *
   * <p>A task may ask for workers in turn; in their own threads it gets none.
   *
   * @param tasks how many
   * @param task is given the number of one, from 0
   * @throws RuntimeException what a task threw, the first of them; tasks that had not begun by then
   *     are not done
   */
  public void run(int tasks, IntConsumer task) {
    if (pool == null || tasks < 2 || isOwn(Thread.currentThread())) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Shared shared = new Shared(tasks, task);
    for (int i = 1; i < Math.min(count, tasks); i++) {
      pool.execute(shared);
    }
    shared.run();
    shared.await();
  }

  private boolean isOwn(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker && worker.getPool() == pool;
  }

  /** Tasks that are taken by whichever thread is free. */
  private static final class Shared implements Runnable {
    private final int tasks;
    private final IntConsumer task;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch open;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Shared(int tasks, IntConsumer task) {
      this.tasks = tasks;
      this.task = task;
      open = new CountDownLatch(tasks);
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            task.accept(i);
          }
        } catch (RuntimeException | Error e) {
          failure.compareAndSet(null, e);
        } finally {
          open.countDown();
        }
      }
    }

    /** Waits for what others have taken; being interrupted does not stop them half way. */
    void await() {
      boolean interrupted = false;
      while (true) {
        try {
          open.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
  }

  /** Made when it is asked for first. */
  private static final class Configured {
    static final Workers WORKERS = of(System.getProperty(PROPERTY));
  }
}
