package org.fluxion.backend.hipparchus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fluxion.tensor.Tensor;

/** Comparison of tensors by 1e-10, relative to the largest element. */
final class Close {
  private static final double TOLERANCE = 1e-10;

  private Close() {}

  static void assertClose(Tensor expected, Tensor got, String what) {
    assertEquals(expected.shape(), got.shape(), what);
    double[] e = expected.toArray();
    double[] g = got.toArray();
    double largest = 0;
    for (double element : e) {
      largest = Math.max(largest, Math.abs(element));
    }
    for (int i = 0; i < e.length; i++) {
      boolean isClose = e[i] == g[i] || Math.abs(e[i] - g[i]) <= TOLERANCE * largest;
      assertTrue(isClose, what + ": element " + i + ": expected " + expected + ", got " + got);
    }
  }

  static void assertClose(double expected, double got, String what) {
    assertClose(Tensor.scalar(expected), Tensor.scalar(got), what);
  }
}
