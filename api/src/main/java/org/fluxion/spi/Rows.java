package org.fluxion.spi;

import org.fluxion.tensor.Tensor;

/** Sweeping row by row, for engines that cannot sweep many rows together. */
final class Rows {
  private Rows() {}

  /** {@return the results of all rows, each stacked along a leading axis} */
  static Tensor[] sweep(MultiFunction sweep, Tensor[] stacked) {
    int rows = stacked[0].shape().get(0);
    Tensor[][] results = new Tensor[rows][];
    for (int row = 0; row < rows; row++) {
      Tensor[] own = new Tensor[stacked.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = stacked[i].get(row);
      }
      results[row] = sweep.apply(own);
    }
    Tensor[] together = new Tensor[results[0].length];
    for (int i = 0; i < together.length; i++) {
      Tensor[] column = new Tensor[rows];
      for (int row = 0; row < rows; row++) {
        column[row] = results[row][i];
      }
      together[i] = Tensor.stack(0, column);
    }
    return together;
  }
}
