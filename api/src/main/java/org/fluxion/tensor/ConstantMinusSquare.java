package org.fluxion.tensor;

import java.util.List;

/**
 * A constant minus x², rounded once: accurate also where the two nearly cancel.
 *
 * <p>Its derivative, −2x, does not cancel anywhere, which that of a product such as (1 − x)(1 + x)
 * does near 0.
 */
record ConstantMinusSquare(double constant) implements Elementwise {
  @Override
  public String name() {
    return constant + "-square";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    V x = operands.get(0);
    return in.fma(in.negative(x), x, in.constant(constant));
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.fma(-x[i], x[i], constant);
    }
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return operands[0].times(-2);
  }
}
