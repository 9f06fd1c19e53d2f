package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** Raises every element to one fixed power; x⁰ is 1 everywhere, with derivative 0. */
record Power(double exponent) implements Elementwise {
  @Override
  public String name() {
    return "pow(" + exponent + ")";
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.pow(x[i], exponent);
    }
  }

  @Override
  public @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return exponent == 0 ? null : operands[0].pow(exponent - 1).times(exponent);
  }
}
