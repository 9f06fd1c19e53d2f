package org.fluxion.tensor;

import java.util.Locale;

/** How a tensor reads in a shell: nested brackets, long axes shortened in the middle. */
final class TensorFormat {
  /** An axis with more elements than this shows only its ends. */
  private static final int SHOWN = 8;

  private TensorFormat() {}

  static String format(DenseTensor tensor) {
    Shape shape = tensor.shape();
    if (shape.rank() == 0) {
      return number(tensor.data()[0]);
    }
    StringBuilder text = new StringBuilder();
    append(text, tensor.data(), shape, 0, 0);
    if (shape.size() == 0 || shape.size() > SHOWN) {
      text.append(" shape ").append(shape);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, double[] data, Shape shape, int axis, int from) {
    if (axis == shape.rank()) {
      text.append(number(data[from]));
      return;
    }
    int step = shape.sizeBetween(axis + 1, shape.rank());
    int length = shape.get(axis);
    String separator = axis == shape.rank() - 1 ? ", " : ",\n" + " ".repeat(axis + 1);
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(separator);
      }
      if (length > SHOWN && i == SHOWN / 2) {
        text.append("…").append(separator);
        i = length - SHOWN / 2;
      }
      append(text, data, shape, axis + 1, from + i * step);
    }
    text.append(']');
  }

  /** Six significant digits are enough to read; {@code toArray} has them all. */
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    String text = String.format(Locale.ROOT, "%.6g", value);
    return text.contains("e") ? text : text.replaceAll("(?<!\\.)0+$", "");
  }
}
