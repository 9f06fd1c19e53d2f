package org.fluxion.layers;

import java.util.stream.IntStream;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * The mean over all positions, for each channel by itself: batch × lengths × channels becomes batch
 * × channels.
 *
 * <p>It takes any number of lengths, at least one, and has no parameters and no state.
 */
public record GlobalMeanPool() implements Stateless {
  /**
   * {@return the means}
   *
   * @param x shape [batch, lengths…, channels]
   * @throws ShapeMismatchException if x has less than three axes, or a length of 0
   */
  @Override
  public Tensor apply(Tensor x) {
    int[] axes = IntStream.range(1, x.rank() - 1).toArray();
    if (axes.length == 0 || IntStream.of(axes).anyMatch(axis -> x.shape().get(axis) == 0)) {
      throw new ShapeMismatchException(
          "GlobalMeanPool: x has shape "
              + x.shape()
              + "; expected batch, one length or more, channels, and no length of 0");
    }
    return x.mean(axes);
  }
}
