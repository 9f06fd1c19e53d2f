package org.fluxion.conformance;

import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.pow;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import java.util.List;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.tensor.Tensor;

/** Functions of one number: a tensor of rank 0. */
final class ScalarScenarios {
  private static final int LOOPS = 5;
  private static final int NEWTON_STEPS = 20;

  private ScalarScenarios() {}

  /** A function of one number in plain arithmetic. */
  @FunctionalInterface
  private interface Real {
    double at(double x);
  }

  static List<Scenario> all() {
    return List.of(
        real(
            "x sin x",
            x -> x.times(x.sin()),
            0.7,
            x -> x * sin(x),
            x -> sin(x) + x * cos(x),
            x -> 2 * cos(x) - x * sin(x)),
        real(
            "reciprocal of 1 + x²",
            x -> x.square().plus(1).reciprocal(),
            0.5,
            x -> 1 / (1 + x * x),
            x -> -2 * x / pow(1 + x * x, 2),
            x -> (6 * x * x - 2) / pow(1 + x * x, 3)),
        real(
            "x to the power 2.5",
            x -> x.pow(2.5),
            1.3,
            x -> pow(x, 2.5),
            x -> 2.5 * pow(x, 1.5),
            x -> 3.75 * sqrt(x)),
        real("a constant of one number", x -> Tensor.scalar(3), 2, x -> 3, x -> 0, x -> 0),
        real("the number itself", x -> x, 2, x -> x, x -> 1, x -> 0),
        real("a branch, taken", ScalarScenarios::branch, 0.7, x -> x * x, x -> 2 * x, x -> 2),
        real(
            "a branch, not taken",
            ScalarScenarios::branch,
            -0.7,
            x -> exp(-x),
            x -> -exp(-x),
            x -> exp(-x)),
        real(
            "a loop of products",
            ScalarScenarios::power,
            1.1,
            x -> pow(x, 6),
            x -> 6 * pow(x, 5),
            x -> 30 * pow(x, 4)),
        real(
            "Newton's iteration for a square root",
            ScalarScenarios::newton,
            1.7,
            x -> sqrt(x),
            x -> 0.5 / sqrt(x),
            x -> -0.25 * pow(x, -1.5)),
        real(
            "a sigmoid, far out",
            x -> x.sigmoid(),
            -6,
            x -> 1 / (1 + exp(-x)),
            x -> exp(-x) / pow(1 + exp(-x), 2),
            x -> (exp(-2 * x) - exp(-x)) / pow(1 + exp(-x), 3)),
        Scenario.of(
            "a curve in space",
            x -> Tensor.stack(0, x.sin(), x.cos(), x.square()),
            Tensor.scalar(0.4),
            x -> new double[] {sin(x[0]), cos(x[0]), x[0] * x[0]},
            x -> new double[] {cos(x[0]), -sin(x[0]), 2 * x[0]},
            x -> new double[] {-sin(x[0]), -cos(x[0]), 2}),
        Scenario.of(
            "a rotation by an angle",
            x ->
                Tensor.stack(
                    0,
                    Tensor.stack(0, x.cos(), x.sin().unaryMinus()),
                    Tensor.stack(0, x.sin(), x.cos())),
            Tensor.scalar(0.9),
            x -> new double[] {cos(x[0]), -sin(x[0]), sin(x[0]), cos(x[0])},
            x -> new double[] {-sin(x[0]), -cos(x[0]), cos(x[0]), -sin(x[0])},
            x -> new double[] {-cos(x[0]), sin(x[0]), -sin(x[0]), -cos(x[0])}));
  }

  private static Scenario real(
      String name, TensorFunction f, double x, Real value, Real first, Real second) {
    return Scenario.of(name, f, Tensor.scalar(x), closed(value), closed(first), closed(second));
  }

  private static Closed closed(Real real) {
    return x -> new double[] {real.at(x[0])};
  }

  private static Tensor branch(Tensor x) {
    return x.isGreaterThan(0) ? x.square() : x.unaryMinus().exp();
  }

  private static Tensor power(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < LOOPS; i++) {
      y = y.times(x);
    }
    return y;
  }

  private static Tensor newton(Tensor x) {
    Tensor y = Tensor.scalar(1);
    for (int i = 0; i < NEWTON_STEPS; i++) {
      y = y.plus(x.div(y)).times(0.5);
    }
    return y;
  }
}
