package org.fluxion.tensor;

import java.util.List;

/** Comparisons of two tensors: masks of zeros and ones. */
final class Comparison implements PiecewiseConstant {
  static final Comparison GREATER =
      new Comparison(
          "greater",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] > b[i] ? 1 : 0;
            }
          },
          Formulas::greater);
  static final Comparison GREATER_OR_EQUAL =
      new Comparison(
          "greaterOrEqual",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] >= b[i] ? 1 : 0;
            }
          },
          Formulas::greaterOrEqual);
  static final Comparison EQUAL =
      new Comparison(
          "equalTo",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] == b[i] ? 1 : 0;
            }
          },
          Formulas::equal);

  private final String name;
  private final BinaryLoop loop;
  private final Formula formula;

  private Comparison(String name, BinaryLoop loop, Formula formula) {
    this.name = name;
    this.loop = loop;
    this.formula = formula;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <V> V formula(Arithmetic<V> in, List<V> operands) {
    return formula.of(in, operands);
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], operands[1], result);
  }
}
