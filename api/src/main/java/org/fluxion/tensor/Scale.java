package org.fluxion.tensor;

import java.util.List;
import org.fluxion.kernels.Kernels;
import org.fluxion.tensor.Arithmetic.Relation;
import org.jspecify.annotations.Nullable;

/**
 * The product by which elementwise derivatives act, with strong zeros: 0 wherever either factor is
 * 0, whatever the other is.
 *
 * <p>One factor is a partial derivative and the other a tangent or cotangent, but derivatives of
 * derivatives exchange the roles, so both zeros are strong. That makes forward and reverse mode
 * agree where one of them meets 0 · ∞ and the other does not.
 */
final class Scale implements Elementwise {
  static final Scale INSTANCE = new Scale();

  private Scale() {}

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    return formula(in, operands.get(0), operands.get(1));
  }

  static <V> V formula(Arithmetic<V> in, V a, V b) {
    V zero = in.constant(0);
    V product = in.choose(Relation.EQUAL, b, zero, zero, in.times(a, b));
    return in.choose(Relation.EQUAL, a, zero, zero, product);
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    Kernels.current().scale(operands[0], 0, operands[1], 0, result, 0, result.length);
  }

  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    Tensor first = scaled(operands[1], Uniform.of(operands[0]));
    return first != null ? first : scaled(operands[0], Uniform.of(operands[1]));
  }

  private static @Nullable Tensor scaled(Tensor tensor, @Nullable Double factor) {
    if (factor == null || !Double.isFinite(factor)) {
      return null;
    }
    return factor == 0 ? Tensor.zeros(tensor.shape()) : Multiple.of(factor, tensor);
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, @Nullable Tensor result) {
    return operands[1 - operand];
  }
}
