package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * a b + c d, each product with the strong zeros of {@link Scale}: the tangent of an elementwise
 * function of two arguments in one array, with none for each term.
 */
final class ScaledSum implements Elementwise {
  static final ScaledSum INSTANCE = new ScaledSum();

  private ScaledSum() {}

  @Override
  public String name() {
    return "scaledSum";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    V first = Scale.formula(in, operands.get(0), operands.get(1));
    return in.plus(first, Scale.formula(in, operands.get(2), operands.get(3)));
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] a = operands[0];
    double[] b = operands[1];
    double[] c = operands[2];
    double[] d = operands[3];
    for (int i = 0; i < result.length; i++) {
      double first = a[i] == 0 || b[i] == 0 ? 0 : a[i] * b[i];
      double second = c[i] == 0 || d[i] == 0 ? 0 : c[i] * d[i];
      result[i] = first + second;
    }
  }

  /** A product with a constant is simpler by itself. */
  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    for (Tensor operand : operands) {
      if (Uniform.of(operand) != null) {
        Tensor first = Scale.INSTANCE.apply(operands[0], operands[1]);
        return first.plus(Scale.INSTANCE.apply(operands[2], operands[3]));
      }
    }
    return null;
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, @Nullable Tensor result) {
    return operands[operand ^ 1]; // the other factor of its product
  }
}
