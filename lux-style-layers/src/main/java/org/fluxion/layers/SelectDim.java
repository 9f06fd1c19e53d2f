package org.fluxion.layers;

import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * Takes the part of the input at one index of an axis, which the output no longer has.
 *
 * <p>{@code new SelectDim(1, -1)} takes the last step of batch × steps × features. Any batch is
 * taken, unless the axis is that of the batch.
 *
 * @param axis negative if it is counted from the end, −1 being the last
 * @param index likewise
 */
public record SelectDim(int axis, int index) implements Stateless {
  /**
   * {@return the part}
   *
   * @throws ShapeMismatchException if there is no such axis or index
   */
  @Override
  public Tensor apply(Tensor x) {
    String title = "SelectDim(" + axis + ", " + index + ")";
    int at = Fitting.axis(title, x, axis);
    int length = x.shape().get(at);
    int from = index < 0 ? length + index : index;
    if (from < 0 || from >= length) {
      throw new ShapeMismatchException(
          title
              + ": x has shape "
              + x.shape()
              + ", in which axis "
              + at
              + " has no index "
              + index);
    }
    int[] shape = new int[x.rank() - 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = x.shape().get(i < at ? i : i + 1);
    }
    return x.slice(at, from, from + 1).reshape(shape);
  }
}
