package org.fluxion.reference;

import java.util.Map;
import org.fluxion.tensor.Tensor;

/** tanh(W₁x + b₁) ∘ w₂; the parameters follow from the reference, see its ORIGIN.md. */
final class RegularisedNet {
  static final String NAME = "jacobian_regulariser";
  static final Map<String, Tensor> PARAMETERS =
      Map.of(
          "W1", Tensor.matrix(new double[][] {{0.3, -0.2}, {0.1, 0.4}, {-0.5, 0.6}}),
          "b1", Tensor.vector(0.1, -0.1, 0.2),
          "w2", Tensor.vector(0.7, -0.3, 0.5));

  private RegularisedNet() {}

  static Tensor apply(Tensor x, Map<String, Tensor> ps) {
    return ps.get("W1").matmul(x).plus(ps.get("b1")).tanh().times(ps.get("w2"));
  }

  /** The parameters, or gradients by them, as one vector. */
  static Tensor flat(Map<String, Tensor> ps) {
    return Tensor.concat(0, ps.get("W1").flatten(), ps.get("b1"), ps.get("w2"));
  }

  private static Tensor output(int i, Tensor x, Tensor flat) {
    Map<String, Tensor> ps =
        Map.of(
            "W1", flat.slice(0, 0, 6).reshape(3, 2),
            "b1", flat.slice(0, 6, 9),
            "w2", flat.slice(0, 9, 12));
    return apply(x, ps).get(i);
  }

  /** |J|² from the gradients of the outputs, one row of J each. */
  static Tensor byRows(Way way, String inner, Tensor x, Tensor flat) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < 3; i++) {
      int row = i;
      sum = sum.plus(way.gradient(inner, (z, p) -> output(row, z, p), x, flat).square().sum());
    }
    return sum;
  }
}
