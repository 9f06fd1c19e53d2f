package org.fluxion.tensor;

/** Comparisons of two tensors: masks of zeros and ones. */
final class Comparison implements PiecewiseConstant {
  static final Comparison GREATER =
      new Comparison(
          "greater",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] > b[i] ? 1 : 0;
            }
          });
  static final Comparison GREATER_OR_EQUAL =
      new Comparison(
          "greaterOrEqual",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] >= b[i] ? 1 : 0;
            }
          });
  static final Comparison EQUAL =
      new Comparison(
          "equalTo",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] == b[i] ? 1 : 0;
            }
          });

  private final String name;
  private final BinaryLoop loop;

  private Comparison(String name, BinaryLoop loop) {
    this.name = name;
    this.loop = loop;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], operands[1], result);
  }
}
