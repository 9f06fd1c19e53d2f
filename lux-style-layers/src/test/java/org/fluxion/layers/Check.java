package org.fluxion.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Comparison of tensors with numbers from outside. */
final class Check {
  private Check() {}

  static void assertClose(Tensor expected, Tensor actual) {
    assertClose(expected, actual, 1e-10);
  }

  static void assertClose(Tensor expected, Tensor actual, double relative) {
    assertEquals(expected.shape(), actual.shape());
    double[] wanted = expected.toArray();
    double[] given = actual.toArray();
    for (int i = 0; i < wanted.length; i++) {
      double tolerance = relative * Math.max(1, Math.abs(wanted[i]));
      int element = i;
      assertEquals(wanted[i], given[i], tolerance, () -> "element " + element + " of " + actual);
    }
  }

  static void assertShape(Tensor tensor, int... shape) {
    assertEquals(Shape.of(shape), tensor.shape());
  }
}
