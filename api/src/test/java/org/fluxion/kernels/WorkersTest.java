package org.fluxion.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.fluxion.FluxionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void eachTaskIsDoneOnce(int count) {
    Workers workers = new Workers(count);
    for (int tasks : new int[] {0, 1, 2, 7, 100}) {
      AtomicIntegerArray done = new AtomicIntegerArray(tasks);
      workers.run(tasks, done::incrementAndGet);
      for (int i = 0; i < tasks; i++) {
        assertEquals(1, done.get(i), "task " + i + " of " + tasks);
      }
    }
  }

  @Test
  void tasksAreDoneAtTheSameTime() {
    CyclicBarrier meeting = new CyclicBarrier(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    new Workers(3)
        .run(
            3,
            i -> {
              threads.add(Thread.currentThread());
              meet(meeting);
            });
    assertEquals(3, threads.size());
    assertTrue(threads.contains(Thread.currentThread()));
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutOthersTheCallerDoesAll() {
    Thread caller = Thread.currentThread();
    new Workers(1).run(3, i -> assertSame(caller, Thread.currentThread()));
  }

  @Test
  void tasksMayHaveTasks() {
    Workers workers = new Workers(2);
    AtomicIntegerArray done = new AtomicIntegerArray(100);
    workers.run(10, i -> workers.run(10, j -> done.incrementAndGet(10 * i + j)));
    for (int i = 0; i < 100; i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void whatATaskThrowsIsThrownWhenAllHaveEnded() {
    Workers workers = new Workers(2);
    ArithmeticException thrown = new ArithmeticException("of a task");
    assertSame(
        thrown,
        assertThrows(
            ArithmeticException.class,
            () ->
                workers.run(
                    50,
                    i -> {
                      if (i == 10) {
                        throw thrown;
                      }
                    })));
    eachTaskIsDoneOnce(2);
  }

  @Test
  void anInterruptedCallerWaitsAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    AtomicIntegerArray done = new AtomicIntegerArray(20);
    new Workers(2).run(20, done::incrementAndGet);
    assertTrue(Thread.interrupted());
    for (int i = 0; i < 20; i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void thePropertyIsANumberOfThreads() {
    assertEquals(1, Workers.of(null).count());
    assertEquals(1, Workers.of(" ").count());
    assertEquals(3, Workers.of(" 3 ").count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "two", "1.5", "99999999999"})
  void anythingElseIsRefused(String property) {
    assertEquals(
        "the system property fluxion.threads is \""
            + property
            + "\"; it is a whole number of threads from 1 on",
        assertThrows(FluxionException.class, () -> Workers.of(property)).getMessage());
  }

  @Test
  void thereIsAtLeastTheCaller() {
    assertEquals(
        "Workers: at least 1 thread is needed, given 0",
        assertThrows(FluxionException.class, () -> new Workers(0)).getMessage());
  }
}
