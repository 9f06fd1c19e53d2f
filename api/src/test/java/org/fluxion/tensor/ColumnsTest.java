package org.fluxion.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.ShapeMismatchException;
import org.fluxion.interpreters.Counting;
import org.junit.jupiter.api.Test;

/** A matrix that is put together from columns, plain and watched, has each in its place. */
class ColumnsTest {
  /** Element (i, j) is 100 i + j. */
  private static Tensor matrix(int rows, int columns) {
    double[] data = new double[rows * columns];
    for (int k = 0; k < data.length; k++) {
      data[k] = 100 * (k / columns) + k % columns;
    }
    return Tensor.of(data, rows, columns);
  }

  /** {@return some columns as rows, element by element} */
  private static Tensor rows(Tensor matrix, int from, int to) {
    int rows = matrix.shape().get(0);
    double[] data = new double[(to - from) * rows];
    for (int k = 0; k < data.length; k++) {
      data[k] = matrix.get(k % rows, from + k / rows).item();
    }
    return Tensor.of(data, to - from, rows);
  }

  @Test
  void plainColumnsComeInAnyOrder() {
    for (int count : new int[] {1, 7, 8, 9, 40}) {
      for (int rows : new int[] {0, 1, 5, 33, 64}) {
        Tensor whole = matrix(rows, count);
        int cut = count / 3;
        Columns columns = new Columns(count);
        columns.put(cut, rows(whole, cut, count));
        columns.put(0, rows(whole, 0, cut));
        assertEquals(whole, columns.matrix());
      }
    }
  }

  @Test
  void watchedColumnsComeAnywhereAmongPlainOnes() {
    Tensor whole = matrix(3, 6);
    for (int watched = 0; watched < 1 << 3; watched++) {
      try (Counting counting = new Counting()) {
        Columns columns = new Columns(6);
        for (int block : new int[] {2, 0, 1}) {
          Tensor rows = rows(whole, 2 * block, 2 * block + 2);
          columns.put(2 * block, (watched >> block & 1) == 0 ? rows : counting.watch(rows));
        }
        Tensor matrix = columns.matrix();
        assertEquals(watched != 0, matrix instanceof Tracer);
        assertEquals(whole, Tensor.of(matrix.toArray(), 3, 6));
      }
    }
  }

  @Test
  void columnsOfAnotherLengthAreRefused() {
    Columns columns = new Columns(3);
    columns.put(0, Tensor.zeros(2, 4));
    String message =
        assertThrows(ShapeMismatchException.class, () -> columns.put(2, Tensor.zeros(1, 5)))
            .getMessage();
    assertTrue(message.contains("[0, 4] and [1, 5]"), message);
  }

  @Test
  void onesLieOnTheDiagonalThatIsNamed() {
    for (int diagonal = -5; diagonal <= 6; diagonal++) {
      Tensor eye = Tensor.eye(3, 4, diagonal);
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 4; j++) {
          assertEquals(j == i + diagonal ? 1 : 0, eye.get(i, j).item(), 0);
        }
      }
    }
    assertEquals(Tensor.zeros(0, 2), Tensor.eye(0, 2, 0));
    assertEquals(Tensor.zeros(2, 2), Tensor.eye(2, 2, Integer.MAX_VALUE));
    assertEquals(Tensor.zeros(2, 2), Tensor.eye(2, 2, Integer.MIN_VALUE));
  }

  @Test
  void matricesOfAnySizeAreTransposed() {
    for (int rows : new int[] {1, 7, 8, 17, 40}) {
      for (int columns : new int[] {1, 31, 32, 33, 70}) {
        Tensor whole = matrix(rows, columns);
        assertEquals(rows(whole, 0, columns), whole.transpose());
        Tensor two = Tensor.stack(0, whole, whole.times(2));
        assertEquals(rows(whole, 0, columns).times(2), two.transpose(0, 2, 1).get(1));
      }
    }
  }
}
