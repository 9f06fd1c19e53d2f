package org.fluxion.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;

/**
 * Windows on an input of given lengths: which positions they see.
 *
 * <p>The axes are those between batch and channels; positions are counted row-major over all of
 * them, and so are the places in the windows.
 *
 * @param windows one for each axis
 * @param lengths of these axes in the input
 */
record Geometry(List<Window> windows, List<Integer> lengths) {
  /**
   * {@return the windows on an input}
   *
   * @param layer named in the message
   * @throws ShapeMismatchException if the input has not the right number of axes, or if a window
   *     does not fit into it
   */
  static Geometry of(String layer, List<Window> windows, Shape x) {
    int axes = windows.size();
    if (x.rank() != axes + 2) {
      throw new ShapeMismatchException(
          layer
              + ": x has shape "
              + x
              + "; expected "
              + (axes + 2)
              + " axes: batch, "
              + (axes == 1 ? "one length" : axes + " lengths")
              + ", channels");
    }
    List<Integer> lengths = new ArrayList<>();
    for (int axis = 0; axis < axes; axis++) {
      Window window = windows.get(axis);
      int length = x.get(axis + 1);
      if (window.outputLength(length) == 0) {
        throw new ShapeMismatchException(
            layer
                + ": x has shape "
                + x
                + "; "
                + window
                + " spans "
                + window.span()
                + " positions and does not fit on axis "
                + (axis + 1)
                + "; add padding, or take a smaller window");
      }
      lengths.add(length);
    }
    return new Geometry(windows, List.copyOf(lengths));
  }

  /** {@return the sizes of the windows} */
  int[] sizes() {
    return windows.stream().mapToInt(Window::size).toArray();
  }

  int[] inputLengths() {
    return lengths.stream().mapToInt(Integer::intValue).toArray();
  }

  int[] outputLengths() {
    int[] result = new int[windows.size()];
    Arrays.setAll(result, i -> (int) windows.get(i).outputLength(lengths.get(i)));
    return result;
  }

  /** {@return the number of places in the windows} */
  int seen() {
    return product(sizes());
  }

  /** {@return the number of positions in the input} */
  int inputs() {
    return product(inputLengths());
  }

  /** {@return the number of positions in the output} */
  int outputs() {
    return product(outputLengths());
  }

  private static int product(int[] factors) {
    return Arrays.stream(factors).reduce(1, Math::multiplyExact);
  }

  /** {@return the shape of a batch with these axes in between} */
  static Shape shape(int batch, int[] between, int... last) {
    int[] shape = new int[1 + between.length + last.length];
    shape[0] = batch;
    System.arraycopy(between, 0, shape, 1, between.length);
    System.arraycopy(last, 0, shape, 1 + between.length, last.length);
    return Shape.of(shape);
  }

  /** {@return whether a shape is that of a batch with these axes, and as many more, behind it} */
  static boolean isBatch(Shape shape, int[] between, int last) {
    boolean fits = shape.rank() == 1 + between.length + last;
    for (int i = 0; fits && i < between.length; i++) {
      fits = shape.get(i + 1) == between[i];
    }
    return fits;
  }

  /**
   * {@return for each output position, and each place in the windows there, the input position that
   * is seen; −1 for padding}
   */
  int[] sources() {
    int[] sources = {0};
    int outputs = 1;
    int seen = 1;
    for (int axis = 0; axis < windows.size(); axis++) {
      Window window = windows.get(axis);
      int length = lengths.get(axis);
      int here = (int) window.outputLength(length);
      int[] wider = new int[sources.length * here * window.size()];
      int at = 0;
      for (int output = 0; output < outputs * here; output++) {
        for (int place = 0; place < seen * window.size(); place++) {
          int outer = sources[output / here * seen + place / window.size()];
          int position =
              output % here * window.stride()
                  - window.before()
                  + place % window.size() * window.dilation();
          boolean inside = outer >= 0 && position >= 0 && position < length;
          wider[at++] = inside ? outer * length + position : -1;
        }
      }
      sources = wider;
      outputs *= here;
      seen *= window.size();
    }
    return sources;
  }

  /**
   * Some channels of some samples.
   *
   * @param offset the position of the first sample in the whole batch
   * @param samples how many
   * @param channels of the input
   * @param from the first of the channels in question
   * @param width how many of them
   */
  record Part(int offset, int samples, int channels, int from, int width) {
    /** {@return all channels of all samples} */
    static Part all(int samples, int channels) {
      return new Part(0, samples, channels, 0, channels);
    }

    /** {@return where the channels of a position are} */
    int index(int position) {
      return (offset + position) * channels + from;
    }
  }

  /** Copies what the windows see: a row of channels for each source, 0 for padding. */
  void gather(double[] x, Part part, int[] sources, double[] rows) {
    int inputs = inputs();
    int at = 0;
    for (int sample = 0; sample < part.samples; sample++) {
      for (int source : sources) {
        if (source >= 0) {
          System.arraycopy(x, part.index(sample * inputs + source), rows, at, part.width);
        } else {
          Arrays.fill(rows, at, at + part.width, 0);
        }
        at += part.width;
      }
    }
  }

  /** The adjoint of {@link #gather}: adds each row to where it was taken from. */
  void scatter(double[] rows, Part part, int[] sources, double[] x) {
    int inputs = inputs();
    int at = 0;
    for (int sample = 0; sample < part.samples; sample++) {
      for (int source : sources) {
        if (source >= 0) {
          int to = part.index(sample * inputs + source);
          for (int i = 0; i < part.width; i++) {
            x[to + i] += rows[at + i];
          }
        }
        at += part.width;
      }
    }
  }
}
