package org.fluxion.tensor;

/**
 * The derivative of atan2(q, p) with respect to q: p / (p² + q²) without overflow or underflow of
 * the squares, as in R. L. Smith, "Algorithm 116: Complex division", Comm. ACM 5 (1962), 435; 0 at
 * the origin, by convention, with all its derivatives.
 *
 * <p>Its derivative with respect to q is −2pq / (p² + q²)², and with respect to p (q − p)(q + p) /
 * (p² + q²)², where the difference is taken before anything is rounded.
 */
final class Atan2Slope implements Elementwise {
  static final Atan2Slope INSTANCE = new Atan2Slope();

  private Atan2Slope() {}

  @Override
  public String name() {
    return "atan2Slope";
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] p = operands[0];
    double[] q = operands[1];
    for (int i = 0; i < result.length; i++) {
      result[i] = at(p[i], q[i]);
    }
  }

  private static double at(double p, double q) {
    if (p == 0) {
      return Double.isNaN(q) ? q : 0;
    }
    if (Math.abs(p) >= Math.abs(q)) {
      return 1 / (p + q * (q / p));
    }
    double ratio = p / q;
    return ratio / (q + p * ratio);
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    Tensor p = operands[0];
    Tensor q = operands[1];
    if (operand == 1) {
      return result.times(apply(q, p)).times(-2);
    }
    Tensor h = p.hypot(q);
    return Scale.INSTANCE.apply(q.minus(p).div(h).div(h), overOrZero(overOrZero(q.plus(p), h), h));
  }

  /** {@return t / h, and 0 where t is} */
  private static Tensor overOrZero(Tensor t, Tensor h) {
    return Scale.INSTANCE.apply(h.reciprocal(), t);
  }
}
