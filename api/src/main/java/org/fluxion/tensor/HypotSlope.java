package org.fluxion.tensor;

import java.util.List;
import org.fluxion.tensor.Arithmetic.Relation;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of h = hypot(p, q) with respect to p, given all three: p / h, the cosine of the
 * angle at which (p, q) stands; 0 at the origin, by convention, with all its derivatives.
 *
 * <p>It is a function of p and q; h comes along because it is known, and counts as a constant. Its
 * own derivatives are stated in sine and cosine: 1/h − p²/h³, which the quotient rule would give,
 * cancels where q is small.
 */
final class HypotSlope implements Elementwise {
  static final HypotSlope INSTANCE = new HypotSlope();

  private HypotSlope() {}

  @Override
  public String name() {
    return "hypotSlope";
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    V zero = in.constant(0);
    V h = operands.get(2);
    return in.choose(Relation.EQUAL, h, zero, zero, in.div(operands.get(0), h));
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] p = operands[0];
    double[] h = operands[2];
    for (int i = 0; i < result.length; i++) {
      result[i] = h[i] == 0 ? 0 : p[i] / h[i];
    }
  }

  @Override
  public @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result) {
    if (operand == 2) {
      return null;
    }
    Tensor h = operands[2];
    Tensor sine = apply(operands[1], operands[0], h);
    return operand == 0
        ? Scale.INSTANCE.apply(sine.div(h), sine)
        : Scale.INSTANCE.apply(sine.div(h), result).unaryMinus();
  }
}
