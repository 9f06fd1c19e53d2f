package org.fluxion.conformance;

import static java.lang.Math.cbrt;
import static java.lang.Math.cos;
import static java.lang.Math.cosh;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.log1p;
import static java.lang.Math.pow;
import static java.lang.Math.signum;
import static java.lang.Math.sin;
import static java.lang.Math.sinh;
import static java.lang.Math.sqrt;
import static java.lang.Math.tan;
import static java.lang.Math.tanh;
import static org.fluxion.conformance.SpecialFunctions.cumulativeNormal;
import static org.fluxion.conformance.SpecialFunctions.digamma;
import static org.fluxion.conformance.SpecialFunctions.erf;
import static org.fluxion.conformance.SpecialFunctions.lgamma;
import static org.fluxion.conformance.SpecialFunctions.normal;
import static org.fluxion.conformance.SpecialFunctions.tetragamma;
import static org.fluxion.conformance.SpecialFunctions.trigamma;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Each elementwise function of one argument: of a number by itself, and four of them together on
 * the elements of a tensor of rank 3.
 */
final class UnaryScenarios {
  private static final int TOGETHER = 4;
  private static final Tensor WEIGHTS = Tensor.of(new double[] {1, -2, 0.5, 3}, 2, 1, 2);

  private UnaryScenarios() {}

  /** A function at a point, with both derivatives. */
  private record Entry(
      String name,
      TensorFunction f,
      double x,
      DoubleUnaryOperator value,
      DoubleUnaryOperator first,
      DoubleUnaryOperator second) {}

  private static final List<Entry> TABLE =
      List.of(
          e("exp", Tensor::exp, 0.4, x -> exp(x), x -> exp(x), x -> exp(x)),
          e("expm1", Tensor::expm1, -0.6, x -> exp(x) - 1, x -> exp(x), x -> exp(x)),
          e("log", Tensor::log, 1.3, x -> log(x), x -> 1 / x, x -> -1 / (x * x)),
          e("log1p", Tensor::log1p, 0.5, x -> log1p(x), x -> 1 / (1 + x), x -> -pow(1 + x, -2)),
          e("sqrt", Tensor::sqrt, 1.7, x -> sqrt(x), x -> 0.5 / sqrt(x), x -> -0.25 * pow(x, -1.5)),
          e(
              "cbrt",
              Tensor::cbrt,
              -0.9,
              x -> cbrt(x),
              x -> 1 / (3 * pow(cbrt(x), 2)),
              x -> -2 / (9 * pow(cbrt(x), 5))),
          e("square", Tensor::square, -1.4, x -> x * x, x -> 2 * x, x -> 2),
          e(
              "reciprocal",
              Tensor::reciprocal,
              -0.7,
              x -> 1 / x,
              x -> -pow(x, -2),
              x -> 2 * pow(x, -3)),
          e("sin", Tensor::sin, 0.8, x -> sin(x), x -> cos(x), x -> -sin(x)),
          e("cos", Tensor::cos, 0.8, x -> cos(x), x -> -sin(x), x -> -cos(x)),
          e(
              "tan",
              Tensor::tan,
              0.6,
              x -> tan(x),
              x -> 1 + pow(tan(x), 2),
              x -> 2 * tan(x) * (1 + pow(tan(x), 2))),
          e(
              "asin",
              Tensor::asin,
              0.5,
              x -> Math.asin(x),
              x -> pow(1 - x * x, -0.5),
              x -> x * pow(1 - x * x, -1.5)),
          e(
              "acos",
              Tensor::acos,
              -0.5,
              x -> Math.acos(x),
              x -> -pow(1 - x * x, -0.5),
              x -> -x * pow(1 - x * x, -1.5)),
          e(
              "atan",
              Tensor::atan,
              0.8,
              x -> Math.atan(x),
              x -> 1 / (1 + x * x),
              x -> -2 * x * pow(1 + x * x, -2)),
          e("sinh", Tensor::sinh, -0.8, x -> sinh(x), x -> cosh(x), x -> sinh(x)),
          e("cosh", Tensor::cosh, -0.8, x -> cosh(x), x -> sinh(x), x -> cosh(x)),
          e(
              "tanh",
              Tensor::tanh,
              0.5,
              x -> tanh(x),
              x -> 1 - pow(tanh(x), 2),
              x -> -2 * tanh(x) * (1 - pow(tanh(x), 2))),
          e(
              "sigmoid",
              Tensor::sigmoid,
              -0.8,
              x -> s(x),
              x -> s(x) * s(-x),
              x -> s(x) * s(-x) * (1 - 2 * s(x))),
          e("softplus", Tensor::softplus, 0.9, x -> log1p(exp(x)), x -> s(x), x -> s(x) * s(-x)),
          e("relu, on the right", Tensor::relu, 0.7, x -> x, x -> 1, x -> 0),
          e("relu, on the left", Tensor::relu, -0.7, x -> 0, x -> 0, x -> 0),
          e(
              "gelu",
              Tensor::gelu,
              0.6,
              x -> x * cumulativeNormal(x),
              x -> cumulativeNormal(x) + x * normal(x),
              x -> (2 - x * x) * normal(x)),
          e(
              "erf",
              Tensor::erf,
              0.5,
              x -> erf(x),
              x -> 2 / sqrt(Math.PI) * exp(-x * x),
              x -> -4 * x / sqrt(Math.PI) * exp(-x * x)),
          e("lgamma", Tensor::lgamma, 2.3, x -> lgamma(x), x -> digamma(x), x -> trigamma(x)),
          e("digamma", Tensor::digamma, 1.8, x -> digamma(x), x -> trigamma(x), x -> tetragamma(x)),
          e("abs", Tensor::abs, -0.7, x -> -x, x -> -1, x -> 0),
          e("sign times x", x -> x.sign().times(x), -0.7, x -> signum(x) * x, x -> -1, x -> 0),
          e("floor times x", x -> x.floor().times(x), 1.4, x -> x, x -> 1, x -> 0),
          e("power 3", x -> x.pow(3), -0.8, x -> x * x * x, x -> 3 * x * x, x -> 6 * x),
          e(
              "power -1.5",
              x -> x.pow(-1.5),
              1.2,
              x -> pow(x, -1.5),
              x -> -1.5 * pow(x, -2.5),
              x -> 3.75 * pow(x, -3.5)),
          e(
              "minus x plus a number",
              x -> x.unaryMinus().plus(2.5),
              0.3,
              x -> 2.5 - x,
              x -> -1,
              x -> 0),
          e(
              "a line",
              x -> x.times(-2.5).minus(4).div(3),
              0.3,
              x -> (-2.5 * x - 4) / 3,
              x -> -2.5 / 3,
              x -> 0),
          e(
              "a number minus x",
              x -> Tensor.scalar(2.5).minus(x).times(x),
              0.3,
              x -> (2.5 - x) * x,
              x -> 2.5 - 2 * x,
              x -> -2),
          e(
              "a number plus x",
              x -> Tensor.scalar(2.5).plus(x).times(x),
              0.3,
              x -> (2.5 + x) * x,
              x -> 2.5 + 2 * x,
              x -> 2),
          e("minus minus x", x -> x.unaryMinus().unaryMinus(), 0.3, x -> x, x -> 1, x -> 0),
          e("half of four times x", x -> x.times(4).times(0.5), 0.3, x -> 2 * x, x -> 2, x -> 0),
          e(
              "a third of five times x",
              x -> x.times(5).div(3).times(7),
              0.3,
              x -> 35 * x / 3,
              x -> 35 / 3.0,
              x -> 0),
          e("clip", x -> x.clip(-1, 1).times(x), 0.5, x -> x * x, x -> 2 * x, x -> 2),
          e(
              "maximum and minimum of numbers",
              x -> x.maximum(0.1).times(x.minimum(0.2)),
              0.7,
              x -> 0.2 * x,
              x -> 0.2,
              x -> 0));

  private static Entry e(
      String name,
      TensorFunction f,
      double x,
      DoubleUnaryOperator value,
      DoubleUnaryOperator first,
      DoubleUnaryOperator second) {
    return new Entry(name, f, x, value, first, second);
  }

  private static double s(double x) {
    return 1 / (1 + exp(-x));
  }

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Entry entry : TABLE) {
      scenarios.add(ofNumber(entry));
    }
    for (int i = 0; i < TABLE.size(); i += TOGETHER) {
      scenarios.add(ofRankThree(TABLE.subList(i, Math.min(i + TOGETHER, TABLE.size()))));
    }
    return scenarios;
  }

  private static Scenario ofNumber(Entry e) {
    return Scenario.of(
        e.name() + " of a number",
        e.f(),
        Tensor.scalar(e.x()),
        x -> new double[] {e.value().applyAsDouble(x[0])},
        x -> new double[] {e.first().applyAsDouble(x[0])},
        x -> new double[] {e.second().applyAsDouble(x[0])});
  }

  /** Σᵢ wᵢ Σₖ fₖ(aₖ xᵢ), all xᵢ being near 1 and the aₖ the points of the table. */
  private static Scenario ofRankThree(List<Entry> entries) {
    TensorFunction f =
        x -> {
          Tensor sum = Tensor.scalar(0);
          for (Entry e : entries) {
            sum = sum.plus(e.f().apply(x.times(e.x())).times(WEIGHTS).sum());
          }
          return sum;
        };
    double[] w = WEIGHTS.toArray();
    return Scenario.of(
        String.join(", ", entries.stream().map(Entry::name).toList()) + " of rank 3",
        f,
        Tensor.of(new double[] {1, 1.05, 0.95, 1.1}, 2, 1, 2),
        x -> {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            for (Entry e : entries) {
              sum += w[i] * e.value().applyAsDouble(e.x() * x[i]);
            }
          }
          return new double[] {sum};
        },
        x -> {
          double[] gradient = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            for (Entry e : entries) {
              gradient[i] += w[i] * e.x() * e.first().applyAsDouble(e.x() * x[i]);
            }
          }
          return gradient;
        },
        x -> {
          double[] hessian = new double[x.length * x.length];
          for (int i = 0; i < x.length; i++) {
            for (Entry e : entries) {
              double bend = e.x() * e.x() * e.second().applyAsDouble(e.x() * x[i]);
              hessian[i * (x.length + 1)] += w[i] * bend;
            }
          }
          return hessian;
        });
  }
}
