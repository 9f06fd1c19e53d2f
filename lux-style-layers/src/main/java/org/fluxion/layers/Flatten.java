package org.fluxion.layers;

import org.fluxion.tensor.Tensor;

/**
 * Makes a vector of each sample: batch × … becomes batch × features.
 *
 * <p>The first axis of x is the batch and stays, whatever its length, also 0 or 1.
 */
public record Flatten() implements Stateless {
  /**
   * {@return the same elements, of shape [batch, elements of a sample]}
   *
   * @throws org.fluxion.ShapeMismatchException if x is a scalar
   */
  @Override
  public Tensor apply(Tensor x) {
    int batch = x.shape().get(Fitting.axis("Flatten", x, 0));
    return x.reshape(batch, sampleSize(x));
  }

  /** {@return the number of elements behind the first axis, known also where there is no sample} */
  static int sampleSize(Tensor x) {
    int size = 1;
    for (int axis = 1; axis < x.rank(); axis++) {
      size *= x.shape().get(axis);
    }
    return size;
  }
}
