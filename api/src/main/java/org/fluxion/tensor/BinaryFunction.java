package org.fluxion.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of elementwise functions of two arguments: for each its loop, and its two partial
 * derivatives from the arguments a, b and the result y.
 */
final class BinaryFunction implements Elementwise {
  static final BinaryFunction TIMES =
      new BinaryFunction(
          "times",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] * b[i];
            }
          },
          (a, b, y) -> b,
          (a, b, y) -> a,
          Formulas::times);
  static final BinaryFunction DIV =
      new BinaryFunction(
          "div",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = a[i] / b[i];
            }
          },
          (a, b, y) -> b.reciprocal(),
          (a, b, y) -> y.div(b).unaryMinus(),
          Formulas::div);
  // Products with strong zeros: a⁰ has derivative 0 also at a = 0, and 0^b has for b > 0.
  static final BinaryFunction POW =
      new BinaryFunction(
          "pow",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.pow(a[i], b[i]);
            }
          },
          (a, b, y) -> Scale.INSTANCE.apply(a.pow(b.minus(1)), b),
          (a, b, y) -> Scale.INSTANCE.apply(a.log(), y));
  static final BinaryFunction ATAN2 =
      new BinaryFunction(
          "atan2",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.atan2(a[i], b[i]);
            }
          },
          (a, b, y) -> Atan2Slope.INSTANCE.apply(b, a),
          (a, b, y) -> Atan2Slope.INSTANCE.apply(a, b).unaryMinus());
  static final BinaryFunction HYPOT =
      new BinaryFunction(
          "hypot",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.hypot(a[i], b[i]);
            }
          },
          (a, b, y) -> HypotSlope.INSTANCE.apply(a, b, y),
          (a, b, y) -> HypotSlope.INSTANCE.apply(b, a, y));
  static final BinaryFunction MAXIMUM =
      new BinaryFunction(
          "maximum",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.max(a[i], b[i]);
            }
          },
          (a, b, y) -> share(a.greater(b), a.equalTo(b)),
          (a, b, y) -> share(b.greater(a), a.equalTo(b)),
          Formulas::maximum);
  static final BinaryFunction MINIMUM =
      new BinaryFunction(
          "minimum",
          (a, b, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.min(a[i], b[i]);
            }
          },
          (a, b, y) -> share(a.less(b), a.equalTo(b)),
          (a, b, y) -> share(b.less(a), a.equalTo(b)),
          Formulas::minimum);

  private final String name;
  private final BinaryLoop loop;
  private final Partial first;
  private final Partial second;
  private final @Nullable Formula formula;

  private BinaryFunction(String name, BinaryLoop loop, Partial first, Partial second) {
    this(name, loop, first, second, null);
  }

  private BinaryFunction(
      String name, BinaryLoop loop, Partial first, Partial second, @Nullable Formula formula) {
    this.name = name;
    this.loop = loop;
    this.first = first;
    this.second = second;
    this.formula = formula;
  }

  /** Ties share the derivative equally. */
  private static Tensor share(Tensor wins, Tensor ties) {
    return wins.plus(ties.times(0.5));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public <V> @Nullable V formula(Arithmetic<V> in, List<V> operands) {
    return formula == null ? null : formula.of(in, operands);
  }

  @Override
  public void loop(double[][] operands, double[] result) {
    loop.run(operands[0], operands[1], result);
  }

  @Override
  public @Nullable Tensor simplify(Tensor... operands) {
    if (this != TIMES) {
      return null;
    }
    Double left = Uniform.of(operands[0]);
    Double right = Uniform.of(operands[1]);
    return left != null
        ? Multiple.of(left, operands[1])
        : right != null ? Multiple.of(right, operands[0]) : null;
  }

  @Override
  public @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return (operand == 0 ? first : second).at(operands[0], operands[1], result);
  }

  /** A partial derivative as a formula of arguments and result. */
  @FunctionalInterface
  private interface Partial {
    Tensor at(Tensor a, Tensor b, Tensor y);
  }
}
