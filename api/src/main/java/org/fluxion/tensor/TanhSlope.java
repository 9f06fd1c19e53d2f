package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The derivative of y = tanh x, given both: 1 − y² where that is accurate, and 4e/(1 + e)² with e =
 * exp(−2|x|) where y is close to ±1 and the subtraction would cancel.
 *
 * <p>It is a function of x alone; y comes along because it is known. So its own derivative, −2y
 * times the result, is stated for x, and y counts as a constant.
 */
final class TanhSlope implements Elementwise {
  static final TanhSlope INSTANCE = new TanhSlope();

  /** Below it 1 − y² loses at most one bit. */
  private static final double ACCURATE_BELOW = 0.5;

  private TanhSlope() {}

  @Override
  public String name() {
    return "tanhSlope";
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    double[] y = operands[1];
    for (int i = 0; i < result.length; i++) {
      double square = y[i] * y[i];
      result[i] = square < ACCURATE_BELOW ? 1 - square : saturated(x[i]);
    }
  }

  private static double saturated(double x) {
    double e = Math.exp(-2 * Math.abs(x));
    return 4 * e / ((1 + e) * (1 + e));
  }

  @Override
  public @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return operand == 0 ? operands[1].times(result).times(-2) : null;
  }
}
