package org.fluxion.conformance;

import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer may be from the exact one.
 *
 * @param error the largest that passes
 * @param relative to each element, as {@link Close} says; otherwise to 1 or to the largest element,
 *     if that is larger, since the errors of differences come from the size of the values
 */
record Tolerance(double error, boolean relative) {
  /** What exact backends are held to. */
  static final Tolerance EXACT = new Tolerance(Close.EXACT, true);

  Tolerance times(int factor) {
    return new Tolerance(error * factor, relative);
  }

  /** {@return the same for a sum whose terms may cancel: measured by their sizes} */
  Tolerance forSumOf(Tensor terms) {
    double size = terms.abs().sum().item();
    double sum = Math.abs(terms.sum().item());
    return relative ? new Tolerance(error * size / Math.max(1, sum), false) : this;
  }

  Tolerance orLooser(Tolerance other) {
    return other.error > error ? other : this;
  }

  /** {@return where two tensors differ by more, in words; null where they do not} */
  @Nullable String difference(Tensor expected, Tensor got) {
    if (relative || !expected.shape().equals(got.shape())) {
      return Close.difference(expected, got, error);
    }
    double[] e = expected.toArray();
    double[] g = got.toArray();
    double size = Math.max(1, Close.largest(e));
    for (int i = 0; i < e.length; i++) {
      double off = Math.abs(e[i] - g[i]) / size;
      if (!(off <= error)) {
        return "element " + i + " is off by " + off + ", where " + error + " is allowed";
      }
    }
    return null;
  }
}
