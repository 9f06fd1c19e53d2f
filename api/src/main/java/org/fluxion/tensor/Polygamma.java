package org.fluxion.tensor;

/**
 * The derivatives of log Γ: digamma at order 0, trigamma at order 1, and so on; each is the
 * derivative of the one before.
 */
record Polygamma(int order) implements Elementwise {
  @Override
  public String name() {
    return order == 0 ? "digamma" : "polygamma(" + order + ")";
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    double[] x = operands[0];
    if (order == 0) {
      for (int i = 0; i < result.length; i++) {
        result[i] = GammaFunction.digamma(x[i]);
      }
    } else {
      PolygammaFunction function = new PolygammaFunction(order);
      for (int i = 0; i < result.length; i++) {
        result[i] = function.at(x[i]);
      }
    }
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return new Polygamma(order + 1).apply(operands[0]);
  }
}
