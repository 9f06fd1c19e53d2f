package org.fluxion.layers;

import java.util.Arrays;
import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * The mean of what a window sees, for each channel by itself.
 *
 * <p>x is batch × lengths × channels, with one {@link Window} for each length, and so is y. Padding
 * does not count: the mean is that of the elements inside the input. It has no parameters and no
 * state.
 *
 * @param windows one for each axis between batch and channels
 */
public record MeanPool(List<Window> windows) implements Stateless {
  /** Copies the windows. */
  public MeanPool {
    windows = Pooling.checked("MeanPool", windows);
  }

  /** Makes a pooling; {@link Window#tiles} is the usual kind of window. */
  public MeanPool(Window... windows) {
    this(Arrays.asList(windows));
  }

  /**
   * {@return the means}
   *
   * @param x shape [batch, lengths…, channels]
   * @throws org.fluxion.ShapeMismatchException if x has other axes, if a window does not fit into
   *     it, or if one sees nothing but padding
   */
  @Override
  public Tensor apply(Tensor x) {
    Pooling seen = Pooling.of("MeanPool", windows, x);
    Tensor count = seen.inside().sum(seen.axis() - 1);
    return seen.patches().sum(seen.axis()).div(count);
  }
}
