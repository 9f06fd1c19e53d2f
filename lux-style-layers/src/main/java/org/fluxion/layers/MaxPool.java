package org.fluxion.layers;

import java.util.Arrays;
import java.util.List;
import org.fluxion.tensor.Tensor;

/**
 * The largest of what a window sees, for each channel by itself.
 *
 * <p>x is batch × lengths × channels, with one {@link Window} for each length, and so is y. Padding
 * is never the largest. Elements that tie for it share the derivative equally. It has no parameters
 * and no state.
 *
 * @param windows one for each axis between batch and channels
 */
public record MaxPool(List<Window> windows) implements Stateless {
  /** Copies the windows. */
  public MaxPool {
    windows = Pooling.checked("MaxPool", windows);
  }

  /** Makes a pooling; {@link Window#tiles} is the usual kind of window. */
  public MaxPool(Window... windows) {
    this(Arrays.asList(windows));
  }

  /**
   * {@return the largest elements}
   *
   * @param x shape [batch, lengths…, channels]
   * @throws org.fluxion.ShapeMismatchException if x has other axes, if a window does not fit into
   *     it, or if one sees nothing but padding
   */
  @Override
  public Tensor apply(Tensor x) {
    Pooling seen = Pooling.of("MaxPool", windows, x);
    Tensor lowest = Tensor.scalar(Double.NEGATIVE_INFINITY);
    return Tensor.where(seen.inside(), seen.patches(), lowest).max(seen.axis());
  }
}
