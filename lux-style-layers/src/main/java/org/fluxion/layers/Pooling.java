package org.fluxion.layers;

import java.util.Arrays;
import java.util.List;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/** What poolings see, and which of it is padding. */
record Pooling(Tensor patches, Tensor inside, int axis) {
  /** {@return the windows, copied} */
  static List<Window> checked(String layer, List<Window> windows) {
    Given.require(windows, layer + ": windows are null");
    windows.forEach(window -> Given.require(window, layer + ": a window is null"));
    if (windows.isEmpty()) {
      throw new FluxionException(
          layer + ": no window; give one for each axis between batch and channels");
    }
    return List.copyOf(windows);
  }

  /**
   * {@return what windows see of an input}
   *
   * @throws ShapeMismatchException naming the layer, if the windows do not fit, or if one sees
   *     nothing but padding
   */
  static Pooling of(String layer, List<Window> windows, Tensor x) {
    Geometry geometry = Geometry.of(layer, windows, x.shape());
    int seen = geometry.seen();
    int[] sources = geometry.sources();
    double[] inside = Arrays.stream(sources).mapToDouble(source -> source < 0 ? 0 : 1).toArray();
    for (int output = 0; output < inside.length; output += seen) {
      if (Arrays.stream(inside, output, output + seen).sum() == 0) {
        throw new ShapeMismatchException(
            layer
                + ": x has shape "
                + x.shape()
                + "; output position "
                + output / seen
                + " sees nothing but padding; take less of it");
      }
    }
    int[] shape = Arrays.copyOf(geometry.outputLengths(), windows.size() + 2);
    shape[windows.size()] = seen;
    shape[windows.size() + 1] = 1;
    return new Pooling(
        new Patches(geometry).apply(x), Tensor.of(inside, shape), windows.size() + 1);
  }
}
