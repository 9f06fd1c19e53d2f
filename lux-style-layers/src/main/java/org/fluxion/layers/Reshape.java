package org.fluxion.layers;

import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Gives each sample another shape, its elements staying in row-major order.
 *
 * <p>The first axis of x is the batch and stays, whatever its length, also 0 or 1.
 *
 * @param sample the shape of one sample in the output
 */
public record Reshape(Shape sample) implements Stateless {
  /** Checks that the shape is there. */
  public Reshape {
    Given.require(sample, "Reshape: sample is null");
  }

  /** Makes a layer that gives each sample the shape of these lengths. */
  public Reshape(int... sample) {
    this(Shape.of(sample));
  }

  /**
   * {@return the same elements, of shape [batch, sample]}
   *
   * @throws ShapeMismatchException if a sample of x has another number of elements
   */
  @Override
  public Tensor apply(Tensor x) {
    int batch = x.shape().get(Fitting.axis("Reshape(" + sample + ")", x, 0));
    Shape target = sample.prepend(batch);
    if (Flatten.sampleSize(x) != sample.size()) {
      throw new ShapeMismatchException(
          "Reshape("
              + sample
              + "): x has shape "
              + x.shape()
              + ", in which a sample has "
              + Flatten.sampleSize(x)
              + " elements instead of "
              + sample.size());
    }
    return x.reshape(target.toArray());
  }
}
