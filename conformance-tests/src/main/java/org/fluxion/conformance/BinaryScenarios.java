package org.fluxion.conformance;

import static java.lang.Math.hypot;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Each elementwise function of two arguments: of two numbers, and of a column and a row, which
 * broadcast to a matrix.
 */
final class BinaryScenarios {
  private static final int COLUMN = 2;
  private static final int ROW = 3;
  private static final double[] WEIGHTS = {1, -2, 0.5, 3, -1, 0.25};

  private BinaryScenarios() {}

  /** A function of a and b, with all derivatives to second order. */
  private record Entry(
      String name,
      BinaryOperator<Tensor> f,
      double a,
      double b,
      DoubleBinaryOperator value,
      DoubleBinaryOperator byA,
      DoubleBinaryOperator byB,
      DoubleBinaryOperator byAA,
      DoubleBinaryOperator byAB,
      DoubleBinaryOperator byBB) {
    /** {@return the derivative by one argument: 0 for a, 1 for b} */
    double first(int i, double x, double y) {
      return (i == 0 ? byA : byB).applyAsDouble(x, y);
    }

    double second(int i, int j, double x, double y) {
      return (i != j ? byAB : i == 0 ? byAA : byBB).applyAsDouble(x, y);
    }
  }

  private static double zero(double a, double b) {
    return 0;
  }

  private static double one(double a, double b) {
    return 1;
  }

  private static final List<Entry> TABLE =
      List.of(
          new Entry(
              "plus",
              Tensor::plus,
              1.2,
              -0.7,
              Double::sum,
              BinaryScenarios::one,
              BinaryScenarios::one,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          new Entry(
              "minus",
              Tensor::minus,
              1.2,
              -0.7,
              (a, b) -> a - b,
              BinaryScenarios::one,
              (a, b) -> -1,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          new Entry(
              "times",
              Tensor::times,
              1.2,
              -0.7,
              (a, b) -> a * b,
              (a, b) -> b,
              (a, b) -> a,
              BinaryScenarios::zero,
              BinaryScenarios::one,
              BinaryScenarios::zero),
          new Entry(
              "div",
              Tensor::div,
              1.2,
              -0.7,
              (a, b) -> a / b,
              (a, b) -> 1 / b,
              (a, b) -> -a / (b * b),
              BinaryScenarios::zero,
              (a, b) -> -1 / (b * b),
              (a, b) -> 2 * a / (b * b * b)),
          new Entry(
              "pow",
              Tensor::pow,
              1.3,
              0.7,
              Math::pow,
              (a, b) -> b * pow(a, b - 1),
              (a, b) -> pow(a, b) * log(a),
              (a, b) -> b * (b - 1) * pow(a, b - 2),
              (a, b) -> pow(a, b - 1) * (1 + b * log(a)),
              (a, b) -> pow(a, b) * log(a) * log(a)),
          new Entry(
              "atan2",
              Tensor::atan2,
              1.2,
              -0.7,
              Math::atan2,
              (a, b) -> b / (a * a + b * b),
              (a, b) -> -a / (a * a + b * b),
              (a, b) -> -2 * a * b / pow(a * a + b * b, 2),
              (a, b) -> (a * a - b * b) / pow(a * a + b * b, 2),
              (a, b) -> 2 * a * b / pow(a * a + b * b, 2)),
          new Entry(
              "hypot",
              Tensor::hypot,
              1.2,
              -0.7,
              Math::hypot,
              (a, b) -> a / hypot(a, b),
              (a, b) -> b / hypot(a, b),
              (a, b) -> b * b / pow(hypot(a, b), 3),
              (a, b) -> -a * b / pow(hypot(a, b), 3),
              (a, b) -> a * a / pow(hypot(a, b), 3)),
          new Entry(
              "maximum",
              Tensor::maximum,
              1.5,
              0.4,
              Math::max,
              BinaryScenarios::one,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          new Entry(
              "maximum, the second being larger",
              Tensor::maximum,
              0.4,
              1.5,
              Math::max,
              BinaryScenarios::zero,
              BinaryScenarios::one,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          new Entry(
              "minimum, the first being smaller",
              Tensor::minimum,
              0.4,
              1.5,
              Math::min,
              BinaryScenarios::one,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          new Entry(
              "minimum",
              Tensor::minimum,
              1.5,
              0.4,
              Math::min,
              BinaryScenarios::zero,
              BinaryScenarios::one,
              BinaryScenarios::zero,
              BinaryScenarios::zero,
              BinaryScenarios::zero),
          choice("greater", Tensor::greater, true),
          choice("greaterOrEqual", Tensor::greaterOrEqual, true),
          choice("less", Tensor::less, false),
          choice("lessOrEqual", Tensor::lessOrEqual, false),
          choice("equalTo", Tensor::equalTo, false));

  /** a b where a comparison of a > b holds, and b² elsewhere. */
  private static Entry choice(
      String name, BiFunction<Tensor, Tensor, Tensor> compare, boolean holds) {
    return new Entry(
        "where " + name,
        (a, b) -> Tensor.where(compare.apply(a, b), a.times(b), b.square()),
        1.5,
        0.4,
        (a, b) -> holds ? a * b : b * b,
        (a, b) -> holds ? b : 0,
        (a, b) -> holds ? a : 2 * b,
        BinaryScenarios::zero,
        (a, b) -> holds ? 1 : 0,
        (a, b) -> holds ? 0 : 2);
  }

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Entry entry : TABLE) {
      scenarios.add(ofNumbers(entry));
      scenarios.add(broadcast(entry));
    }
    return scenarios;
  }

  private static Scenario ofNumbers(Entry e) {
    return Scenario.of(
        e.name() + " of two numbers",
        x -> e.f().apply(x.get(0), x.get(1)),
        Tensor.vector(e.a(), e.b()),
        x -> new double[] {e.value().applyAsDouble(x[0], x[1])},
        x -> new double[] {e.first(0, x[0], x[1]), e.first(1, x[0], x[1])},
        x -> {
          double mixed = e.second(0, 1, x[0], x[1]);
          return new double[] {
            e.second(0, 0, x[0], x[1]), mixed, mixed, e.second(1, 1, x[0], x[1])
          };
        });
  }

  /** Σᵢⱼ wᵢⱼ f(aᵢ, bⱼ). */
  private static Scenario broadcast(Entry e) {
    TensorFunction f =
        x ->
            e.f()
                .apply(x.slice(0, 0, COLUMN).reshape(COLUMN, 1), x.slice(0, COLUMN, COLUMN + ROW))
                .times(Tensor.of(WEIGHTS, COLUMN, ROW))
                .sum();
    double a = e.a();
    double b = e.b();
    return Scenario.of(
        e.name() + " of a column and a row",
        f,
        Tensor.vector(a, 1.2 * a, b, 1.1 * b, 0.9 * b),
        x -> {
          double sum = 0;
          for (int k = 0; k < WEIGHTS.length; k++) {
            sum += WEIGHTS[k] * e.value().applyAsDouble(x[k / ROW], x[COLUMN + k % ROW]);
          }
          return new double[] {sum};
        },
        x -> {
          double[] gradient = new double[COLUMN + ROW];
          for (int k = 0; k < WEIGHTS.length; k++) {
            int[] at = {k / ROW, COLUMN + k % ROW};
            for (int i = 0; i < 2; i++) {
              gradient[at[i]] += WEIGHTS[k] * e.first(i, x[at[0]], x[at[1]]);
            }
          }
          return gradient;
        },
        x -> {
          int n = COLUMN + ROW;
          double[] hessian = new double[n * n];
          for (int k = 0; k < WEIGHTS.length; k++) {
            int[] at = {k / ROW, COLUMN + k % ROW};
            for (int ij = 0; ij < 4; ij++) {
              int place = n * at[ij / 2] + at[ij % 2];
              hessian[place] += WEIGHTS[k] * e.second(ij / 2, ij % 2, x[at[0]], x[at[1]]);
            }
          }
          return hessian;
        });
  }
}
