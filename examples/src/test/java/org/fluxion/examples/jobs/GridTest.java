package org.fluxion.examples.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GridTest {
  @Test
  void aLineHasBothEnds() {
    assertEquals(Tensor.vector(-1, -0.5, 0, 0.5, 1), Grid.line(-1, 1, 5));
  }

  @Test
  void theLastAxisChangesFirst() {
    assertEquals(
        Tensor.matrix(new double[][] {{1, 3}, {1, 4}, {1, 5}, {2, 3}, {2, 4}, {2, 5}}),
        Grid.of(Tensor.vector(1, 2), Tensor.vector(3, 4, 5)));
  }

  @Test
  void theRelativeErrorIsThatOfNorms() {
    assertEquals(0.2, Grid.relativeError(Tensor.vector(3, 5), Tensor.vector(3, 4)), 1e-15);
  }

  @Test
  void stratifiedNumbersAreOneInEachPart() {
    double[] numbers = Draws.stratified(100, new SplittableRandom(5));
    double[] parts = Arrays.stream(numbers).map(v -> Math.floor(100 * v)).toArray();
    double[] sorted = parts.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < 100; i++) {
      assertEquals(i, sorted[i]);
    }
    assertFalse(Arrays.equals(sorted, parts));
    assertArrayEquals(numbers, Draws.stratified(100, new SplittableRandom(5)));
  }
}
