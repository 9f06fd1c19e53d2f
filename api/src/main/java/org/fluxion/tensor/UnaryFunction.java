package org.fluxion.tensor;

import java.util.List;
import java.util.function.BinaryOperator;
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
      new UnaryFunction(
          "exp",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.exp(x[i]);
            }
          },
          (x, y) -> y);
  static final UnaryFunction EXPM1 =
      new UnaryFunction(
          "expm1",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.expm1(x[i]);
            }
          },
          (x, y) -> x.exp());
  static final UnaryFunction LOG =
      new UnaryFunction(
          "log",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.log(x[i]);
            }
          },
          (x, y) -> Slopes.RECIPROCAL_FROM_ABOVE.apply(x));
  static final UnaryFunction LOG1P =
      new UnaryFunction(
          "log1p",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.log1p(x[i]);
            }
          },
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
          "sin",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.sin(x[i]);
            }
          },
          (x, y) -> x.cos());
  static final UnaryFunction COS =
      new UnaryFunction(
          "cos",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.cos(x[i]);
            }
          },
          (x, y) -> x.sin().unaryMinus());
  static final UnaryFunction TAN =
      new UnaryFunction(
          "tan",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.tan(x[i]);
            }
          },
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
          "sinh",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.sinh(x[i]);
            }
          },
          (x, y) -> x.cosh());
  static final UnaryFunction COSH =
      new UnaryFunction(
          "cosh",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.cosh(x[i]);
            }
          },
          (x, y) -> x.sinh());
  static final UnaryFunction TANH =
      new UnaryFunction(
          "tanh",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.tanh(x[i]);
            }
          },
          (x, y) -> TanhSlope.INSTANCE.apply(x, y));
  static final UnaryFunction SIGMOID =
      new UnaryFunction(
          "sigmoid",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              double e = Math.exp(-Math.abs(x[i]));
              y[i] = (x[i] >= 0 ? 1 : e) / (1 + e);
            }
          },
          (x, y) -> Slopes.SIGMOID.apply(x));
  static final UnaryFunction SOFTPLUS =
      new UnaryFunction(
          "softplus",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
            }
          },
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
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = ErrorFunction.erf(x[i]);
            }
          },
          (x, y) -> Slopes.ERF.apply(x));
  static final UnaryFunction GELU =
      new UnaryFunction(
          "gelu",
          (x, y) -> {
            for (int i = 0; i < y.length; i++) {
              y[i] = NormalDistribution.gelu(x[i]);
            }
          },
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
