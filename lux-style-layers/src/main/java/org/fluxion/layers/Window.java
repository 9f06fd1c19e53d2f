package org.fluxion.layers;

import org.fluxion.FluxionException;

/**
 * How a convolution or a pooling looks at one axis: through a window that moves along it.
 *
 * <p>At output position i the window sees the input positions i · stride − before + k · dilation,
 * for k from 0 to size − 1; positions outside the input belong to the padding.
 *
 * @param size the number of positions seen at once, at least 1
 * @param stride how far the window moves from one output to the next, at least 1
 * @param before how many positions of padding stand before the input
 * @param after how many positions of padding stand after the input
 * @param dilation the distance of neighbouring positions in the window, at least 1
 */
public record Window(int size, int stride, int before, int after, int dilation) {
  /** Checks the numbers. */
  public Window {
    if (size < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new FluxionException(
          "Window: size "
              + size
              + ", stride "
              + stride
              + ", padding "
              + before
              + " and "
              + after
              + ", dilation "
              + dilation
              + "; padding is at least 0, the others at least 1");
    }
  }

  /** {@return a window without padding that moves by 1} */
  public static Window of(int size) {
    return new Window(size, 1, 0, 0, 1);
  }

  /** {@return a window without padding that moves by its size, as poolings do} */
  public static Window tiles(int size) {
    return new Window(size, size, 0, 0, 1);
  }

  /** {@return the same window with another stride} */
  public Window withStride(int newStride) {
    return new Window(size, newStride, before, after, dilation);
  }

  /** {@return the same window with as much padding on both sides} */
  public Window withPadding(int onEachSide) {
    return new Window(size, stride, onEachSide, onEachSide, dilation);
  }

  /** {@return the same window with another padding on each side} */
  public Window withPadding(int newBefore, int newAfter) {
    return new Window(size, stride, newBefore, newAfter, dilation);
  }

  /** {@return the same window with another dilation; the padding stays as it is} */
  public Window withDilation(int newDilation) {
    return new Window(size, stride, before, after, newDilation);
  }

  /**
   * {@return the same window with so much padding that a stride of 1 keeps the length}
   *
   * <p>That is dilation · (size − 1); if odd, the larger part stands after the input.
   */
  public Window same() {
    int padding = dilation * (size - 1);
    return withPadding(padding / 2, padding - padding / 2);
  }

  /** {@return the same window with all of that padding before the input: it sees no future} */
  public Window causal() {
    return withPadding(dilation * (size - 1), 0);
  }

  /** {@return the number of input positions from the first to the last that it sees at once} */
  long span() {
    return (long) dilation * (size - 1) + 1;
  }

  /**
   * {@return the number of output positions for an axis of a length; 0 or less if it does not fit}
   */
  long outputLength(int length) {
    long room = (long) before + length + after - span();
    return room < 0 ? 0 : room / stride + 1;
  }
}
