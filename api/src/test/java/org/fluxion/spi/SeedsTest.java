package org.fluxion.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.fluxion.interpreters.Counting;
import org.fluxion.kernels.Workers;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sweeping in several threads gives what sweeping in one gives. */
class SeedsTest {
  private static final Workers TWO = new Workers(2);
  private static final Tensor MATRIX = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3);
  private static final Seeds SEEDS = new Seeds(Shape.of(3));

  @Test
  void everySeedHasItsRow() {
    for (int batch = 1; batch <= 4; batch++) {
      Tensor swept = SEEDS.sweep(t -> new Tensor[] {t[0].matmul(MATRIX)}, batch, 3, TWO);
      assertArrayEquals(MATRIX.toArray(), swept.toArray());
      MultiFunction rows = t -> new Tensor[] {t[0].matmul(MATRIX)};
      assertEquals(MATRIX.transpose(), SEEDS.sweepColumns(rows, batch, 3, TWO));
    }
    assertEquals(Tensor.zeros(4, 0), new Seeds(Shape.of(0)).sweepColumns(t -> t, 2, 4, TWO));
    assertEquals(Tensor.zeros(0, 4), new Seeds(Shape.of(0)).sweep(t -> t, 2, 4, TWO));
  }

  @Test
  void sweepsRunAtTheSameTime() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CyclicBarrier meeting = new CyclicBarrier(2);
    boolean[] first = {true};
    SEEDS.sweep(
        t -> {
          if (first[0]) {
            first[0] = false; // which is swept before any other
          } else {
            threads.add(Thread.currentThread());
            meet(meeting);
          }
          return new Tensor[] {t[0]};
        },
        1,
        3,
        TWO);
    assertEquals(2, threads.size());
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatAnInterpreterWatchesIsSweptByItsThread() {
    try (Counting counting = new Counting()) {
      Tensor watched = counting.watch(MATRIX);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      MultiFunction all =
          t -> {
            threads.add(Thread.currentThread());
            return new Tensor[] {t[0].matmul(watched)};
          };
      assertArrayEquals(MATRIX.toArray(), SEEDS.sweep(all, 1, 3, TWO).toArray());
      assertEquals(Set.of(Thread.currentThread()), threads);
      // Here the first sweep does not tell.
      MultiFunction some = t -> new Tensor[] {t[0].toArray()[0] == 1 ? t[0] : t[0].matmul(watched)};
      assertArrayEquals(
          new double[] {1, 0, 0, 4, 5, 6, 7, 8, 9}, SEEDS.sweep(some, 1, 3, TWO).toArray());
      assertArrayEquals(
          new double[] {1, 4, 7, 0, 5, 8, 0, 6, 9}, SEEDS.sweepColumns(some, 1, 3, TWO).toArray());
      assertTrue(counting.counts().multiplyAdds() >= 18);
    }
  }
}
