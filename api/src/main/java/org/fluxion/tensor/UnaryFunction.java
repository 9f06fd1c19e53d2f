package org.fluxion.tensor;

import java.util.List;
import java.util.function.BinaryOperator;
import org.fluxion.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * The table of elementwise functions of one argument: for each its loop, and its derivative from
 * the argument x and the result y.
 */
final class UnaryFunction implements Elementwise {
  static final UnaryFunction ABS =
      new UnaryFunction(
          "abs",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.abs(x[i]);
            }
          },
          (x, y) -> x.sign(),
          Formulas::abs);
  static final UnaryFunction EXP =
      new UnaryFunction("exp", (x, y) -> Kernels.current().exp(x, 0, y, 0, y.length), (x, y) -> y);
  static final UnaryFunction EXPM1 =
      new UnaryFunction(
          "expm1", (x, y) -> Kernels.current().expm1(x, 0, y, 0, y.length), (x, y) -> x.exp());
  static final UnaryFunction LOG =
      new UnaryFunction(
          "log",
          (x, y) -> Kernels.current().log(x, 0, y, 0, y.length),
          (x, y) -> Slopes.RECIPROCAL_FROM_ABOVE.apply(x));
  static final UnaryFunction LOG1P =
      new UnaryFunction(
          "log1p",
          (x, y) -> Kernels.current().log1p(x, 0, y, 0, y.length),
          (x, y) -> x.plus(1).reciprocal());
  static final UnaryFunction SQRT =
      new UnaryFunction(
          "sqrt",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.sqrt(x[i]);
            }
          },
          (x, y) -> Slopes.RECIPROCAL_FROM_ABOVE.apply(y).times(0.5),
          Formulas::sqrt);
  static final UnaryFunction CBRT =
      new UnaryFunction(
          "cbrt",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.cbrt(x[i]);
            }
          },
          (x, y) -> Slopes.CBRT.apply(x));
  static final UnaryFunction SQUARE =
      new UnaryFunction(
          "square",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = x[i] * x[i];
            }
          },
          (x, y) -> x.times(2),
          Formulas::square);
  static final UnaryFunction RECIPROCAL =
      new UnaryFunction(
          "reciprocal",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = 1 / x[i];
            }
          },
          (x, y) -> y.square().unaryMinus(),
          Formulas::reciprocal);
  static final UnaryFunction SIN =
      new UnaryFunction(
          "sin", (x, y) -> Kernels.current().sin(x, 0, y, 0, y.length), (x, y) -> x.cos());
  static final UnaryFunction COS =
      new UnaryFunction(
          "cos",
          (x, y) -> Kernels.current().cos(x, 0, y, 0, y.length),
          (x, y) -> x.sin().unaryMinus());
  static final UnaryFunction TAN =
      new UnaryFunction(
          "tan",
          (x, y) -> Kernels.current().tan(x, 0, y, 0, y.length),
          (x, y) -> y.square().plus(1));
  static final UnaryFunction ASIN =
      new UnaryFunction(
          "asin",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.asin(x[i]);
            }
          },
          (x, y) -> new ConstantMinusSquare(1).apply(x).sqrt().reciprocal());
  static final UnaryFunction ACOS =
      new UnaryFunction(
          "acos",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.acos(x[i]);
            }
          },
          (x, y) -> new ConstantMinusSquare(1).apply(x).sqrt().reciprocal().unaryMinus());
  static final UnaryFunction ATAN =
      new UnaryFunction(
          "atan",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.atan(x[i]);
            }
          },
          (x, y) -> Slopes.ATAN.apply(x));
  static final UnaryFunction SINH =
      new UnaryFunction(
          "sinh", (x, y) -> Kernels.current().sinh(x, 0, y, 0, y.length), (x, y) -> x.cosh());
  static final UnaryFunction COSH =
      new UnaryFunction(
          "cosh", (x, y) -> Kernels.current().cosh(x, 0, y, 0, y.length), (x, y) -> x.sinh());
  static final UnaryFunction TANH =
      new UnaryFunction(
          "tanh",
          (x, y) -> Kernels.current().tanh(x, 0, y, 0, y.length),
          (x, y) -> TanhSlope.INSTANCE.apply(x, y));
  static final UnaryFunction SIGMOID =
      new UnaryFunction(
          "sigmoid",
          (x, y) -> Kernels.current().sigmoid(x, 0, y, 0, y.length),
          (x, y) -> Slopes.SIGMOID.apply(x));
  static final UnaryFunction SOFTPLUS =
      new UnaryFunction(
          "softplus",
          (x, y) -> Kernels.current().softplus(x, 0, y, 0, y.length),
          (x, y) -> x.sigmoid());
  static final UnaryFunction RELU =
      new UnaryFunction(
          "relu",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = x[i] > 0 ? x[i] : x[i] <= 0 ? 0 : x[i];
            }
          },
          (x, y) -> x.greater(0),
          Formulas::relu);
  static final UnaryFunction ERF =
      new UnaryFunction(
          "erf",
          (x, y) -> Kernels.current().erf(x, 0, y, 0, y.length),
          (x, y) -> Slopes.ERF.apply(x));
  static final UnaryFunction GELU =
      new UnaryFunction(
          "gelu",
          (x, y) -> Kernels.current().gelu(x, 0, y, 0, y.length),
          (x, y) -> Slopes.GELU.apply(x));
  static final UnaryFunction LGAMMA =
      new UnaryFunction(
          "lgamma",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = GammaFunction.logGamma(x[i]);
            }
          },
          (x, y) -> x.digamma());

  private final String name;
  private final UnaryLoop loop;
  private final BinaryOperator<Tensor> derivative;
  private final @Nullable Formula formula;

  UnaryFunction(String name, UnaryLoop loop, BinaryOperator<Tensor> derivative) {
    this(name, loop, derivative, null);
  }

  UnaryFunction(
      String name, UnaryLoop loop, BinaryOperator<Tensor> derivative, @Nullable Formula formula) {
    this.name = name;
    this.loop = loop;
    this.derivative = derivative;
    this.formula = formula;
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
    loop.run(operands[0], result);
  }

  @Override
  public Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return derivative.apply(operands[0], result);
  }
}
