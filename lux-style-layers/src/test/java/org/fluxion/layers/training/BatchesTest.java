package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchesTest {
  /** x counts the rows, y is ten times that. */
  private static Samples numbered(int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    Tensor x = Tensor.of(numbers, count, 1);
    return new Samples(x, x.times(10).flatten());
  }

  private static List<Double> pass(Batches<Samples> batches, long firstStep, int steps) {
    List<Double> seen = new ArrayList<>();
    for (long step = firstStep; step < firstStep + steps; step++) {
      Samples batch = batches.at(step);
      assertEquals(batch.x().flatten().times(10), batch.y());
      for (double number : batch.x().toArray()) {
        seen.add(number);
      }
    }
    return seen;
  }

  @Test
  void aPassTakesEverySampleOnce() {
    Batches<Samples> batches = Batches.shuffled(numbered(10), 4, 1);
    for (int pass = 0; pass < 3; pass++) {
      List<Double> seen = pass(batches, 3L * pass, 3);
      assertEquals(10, seen.size());
      assertEquals(10, new HashSet<>(seen).size());
    }
    assertEquals(Shape.of(4, 1), batches.at(1).x().shape());
    assertEquals(Shape.of(2, 1), batches.at(2).x().shape());
    assertEquals(Shape.of(10), Batches.shuffled(numbered(10), 99, 1).at(5).y().shape());
  }

  @Test
  void passesAndSeedsHaveOrdersOfTheirOwn() {
    Set<List<Double>> orders = new HashSet<>();
    for (long seed = -2; seed < 3; seed++) {
      for (int pass = 0; pass < 4; pass++) {
        orders.add(pass(Batches.shuffled(numbered(12), 12, seed), pass, 1));
      }
    }
    assertEquals(20, orders.size());
  }

  @Test
  void anyStepCanBeTheFirst() {
    Batches<Samples> inOrder = Batches.shuffled(numbered(10), 3, 7);
    List<Samples> all = new ArrayList<>();
    for (int step = 0; step < 12; step++) {
      all.add(inOrder.at(step));
    }
    for (int step = 11; step >= 0; step--) {
      assertEquals(all.get(step), Batches.shuffled(numbered(10), 3, 7).at(step));
      assertEquals(all.get(step), inOrder.at(step));
    }
  }

  /**
   * From SplittableRandom's published algorithm in Python. They must never change, on no machine
   * and in no version of Java.
   */
  @Test
  void theOrderOfASeedIsFixed() {
    Batches<Samples> batches = Batches.shuffled(numbered(8), 8, 2024);
    assertEquals(List.of(5.0, 3.0, 0.0, 7.0, 2.0, 6.0, 1.0, 4.0), pass(batches, 0, 1));
    assertEquals(List.of(6.0, 3.0, 0.0, 4.0, 7.0, 2.0, 5.0, 1.0), pass(batches, 3, 1));
  }

  /** Each place is equally likely for each sample: 10,000 draws, six standard deviations. */
  @Test
  void ordersAreUniform() {
    int[][] counts = new int[5][5];
    Batches<Samples> batches = Batches.shuffled(numbered(5), 5, 11);
    for (int pass = 0; pass < 10_000; pass++) {
      double[] order = batches.at(pass).x().toArray();
      for (int i = 0; i < order.length; i++) {
        counts[i][(int) order[i]]++;
      }
    }
    for (int[] row : counts) {
      for (int count : row) {
        assertEquals(2000, count, 6 * Math.sqrt(10_000 * 0.2 * 0.8));
      }
    }
  }

  @Test
  void drawnDataDependOnSeedAndStepAlone() {
    Batches<Long> one = Batches.drawn(1, random -> random.nextLong());
    assertEquals(one.at(3), Batches.drawn(1, random -> random.nextLong()).at(3));
    assertNotEquals(one.at(3), one.at(4));
    assertNotEquals(one.at(4), Batches.drawn(2, random -> random.nextLong()).at(3));
    assertNotEquals(one.at(3), Batches.drawn(2, random -> random.nextLong()).at(3));
  }

  @Test
  void theSameBatchMayServeAlways() {
    Samples samples = numbered(3);
    assertSame(samples, Batches.always(samples).at(9));
  }

  @Test
  void samplesHaveAsManyTargets() {
    assertEquals(
        "Samples: x has shape [3, 1] and y [2]; both need the same number of rows",
        assertThrows(
                ShapeMismatchException.class,
                () -> new Samples(Tensor.zeros(3, 1), Tensor.zeros(2)))
            .getMessage());
    assertEquals(
        "Samples: x has shape [] and y []; both need the same number of rows",
        assertThrows(
                ShapeMismatchException.class, () -> new Samples(Tensor.scalar(1), Tensor.scalar(1)))
            .getMessage());
  }

  @Test
  void aBatchHasASize() {
    assertEquals(
        "Batches.shuffled: size must be at least 1, given 0",
        assertThrows(FluxionException.class, () -> Batches.shuffled(numbered(2), 0, 1))
            .getMessage());
    assertEquals(
        "Batches.shuffled: number of samples must be at least 1, given 0",
        assertThrows(FluxionException.class, () -> Batches.shuffled(numbered(0), 1, 1))
            .getMessage());
    assertEquals(
        "Batches.shuffled: step must be at least 0, given -1",
        assertThrows(FluxionException.class, () -> Batches.shuffled(numbered(2), 1, 1).at(-1))
            .getMessage());
  }
}
