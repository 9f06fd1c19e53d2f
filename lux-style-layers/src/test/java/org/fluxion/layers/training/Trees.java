package org.fluxion.layers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/** Parameters of three numbers in two tensors, and comparison with numbers from outside. */
final class Trees {
  /** Where the reference computations start. */
  static final Parameters PS = tree(1, -2, 0.5);

  /** The gradients of the first steps of the reference computations. */
  static final Parameters[] GRADIENTS = {
    tree(0.5, -1.5, 0.25), tree(-0.25, 2, 0.25), tree(1, 0.5, -3)
  };

  private Trees() {}

  static Parameters tree(double first, double second, double third) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("layer_1", Map.of("weight", Tensor.of(new double[] {first, second}, 1, 2)));
    map.put("scale", Tensor.scalar(third));
    return Parameters.of(map);
  }

  static void assertTree(double first, double second, double third, Parameters actual) {
    assertEquals(PS.paths(), actual.paths());
    assertClose(Tensor.vector(first, second, third), actual.flatten(), 1e-10);
  }

  static void assertClose(Tensor expected, Tensor actual, double relative) {
    assertEquals(expected.shape(), actual.shape());
    double[] wanted = expected.toArray();
    double[] given = actual.toArray();
    for (int i = 0; i < wanted.length; i++) {
      double tolerance = relative * Math.max(1, Math.abs(wanted[i]));
      assertEquals(wanted[i], given[i], tolerance, "element " + i + " of " + actual);
    }
  }
}
