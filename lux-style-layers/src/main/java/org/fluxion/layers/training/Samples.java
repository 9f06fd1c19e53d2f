package org.fluxion.layers.training;

import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * Inputs and what they should give; rows are samples.
 *
 * @param x inputs
 * @param y targets, as many rows
 */
public record Samples(Tensor x, Tensor y) {
  /** Checks that both have the same number of rows. */
  public Samples {
    Checked.given("Samples", "x", x);
    Checked.given("Samples", "y", y);
    if (x.rank() == 0 || y.rank() == 0 || x.shape().get(0) != y.shape().get(0)) {
      throw new ShapeMismatchException(
          "Samples: x has shape "
              + x.shape()
              + " and y "
              + y.shape()
              + "; both need the same number of rows");
    }
  }

  /** {@return the number of rows} */
  public int size() {
    return x.shape().get(0);
  }

  /** {@return the samples of some rows, in this order} */
  public Samples rows(int... rows) {
    return new Samples(x.gather(0, rows), y.gather(0, rows));
  }
}
