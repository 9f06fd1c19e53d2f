package org.fluxion.conformance;

import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.sin;
import static java.lang.Math.sqrt;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.conformance.Scenario.Trait;
import org.fluxion.tensor.Tensor;

/** Scalar functions of vectors, matrices and tensors of rank 3. */
final class FieldScenarios {
  private static final double[][] A = {{2, -1, 0.5}, {3, 1, -2}, {0.25, 4, 1}};
  private static final double[] B = {1, -2, 0.5};
  private static final Tensor THREE = Tensor.vector(0.8, -1.3, 0.4);

  private FieldScenarios() {}

  /** An element of a matrix. */
  @FunctionalInterface
  private interface Entry {
    double at(double[] x, int i, int j);
  }

  static List<Scenario> all() {
    return List.of(
        field(
            "a sum of squares",
            x -> x.square().sum(),
            Tensor.vector(1, -2, 3),
            x -> x[0] * x[0] + x[1] * x[1] + x[2] * x[2],
            each(x -> 2 * x),
            diagonal(x -> 2)),
        field(
            "Rosenbrock's function",
            FieldScenarios::rosenbrock,
            Tensor.vector(-1.2, 1),
            x -> square(1 - x[0]) + 100 * square(x[1] - x[0] * x[0]),
            x ->
                new double[] {
                  -2 * (1 - x[0]) - 400 * x[0] * (x[1] - x[0] * x[0]), 200 * (x[1] - x[0] * x[0])
                },
            x -> new double[] {2 - 400 * x[1] + 1200 * x[0] * x[0], -400 * x[0], -400 * x[0], 200}),
        field(
            "a quadratic form",
            x -> x.dot(Tensor.matrix(A).matmul(x)).times(0.5).minus(x.dot(Tensor.vector(B))),
            THREE,
            x -> 0.5 * dot(x, times(x)) - dot(B, x),
            x -> {
              double[] g = new double[3];
              for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                  g[i] += 0.5 * (A[i][j] + A[j][i]) * x[j];
                }
                g[i] -= B[i];
              }
              return g;
            },
            hessian(3, (x, i, j) -> 0.5 * (A[i][j] + A[j][i]))),
        field(
            "log-sum-exp",
            x -> x.logSumExp(),
            THREE,
            x -> log(total(x)),
            x -> Arrays.stream(x).map(v -> exp(v) / total(x)).toArray(),
            hessian(
                3,
                (x, i, j) -> {
                  double p = exp(x[i]) / total(x);
                  return (i == j ? p : 0) - p * exp(x[j]) / total(x);
                })),
        field(
            "a product of all elements",
            x -> x.prod(),
            THREE,
            x -> x[0] * x[1] * x[2],
            x -> new double[] {x[1] * x[2], x[0] * x[2], x[0] * x[1]},
            x -> new double[] {0, x[2], x[1], x[2], 0, x[0], x[1], x[0], 0}),
        field(
            "a length",
            x -> x.norm(),
            THREE,
            x -> sqrt(dot(x, x)),
            x -> Arrays.stream(x).map(v -> v / sqrt(dot(x, x))).toArray(),
            hessian(
                3, (x, i, j) -> ((i == j ? 1 : 0) - x[i] * x[j] / dot(x, x)) / sqrt(dot(x, x)))),
        field(
            "part of the input ignored",
            x -> x.get(0).square().times(x.get(2)),
            Tensor.vector(1.5, 7, -0.5, 9),
            x -> x[0] * x[0] * x[2],
            x -> new double[] {2 * x[0] * x[2], 0, x[0] * x[0], 0},
            x ->
                new double[] {2 * x[2], 0, 2 * x[0], 0, 0, 0, 0, 0, 2 * x[0], 0, 0, 0, 0, 0, 0, 0}),
        field(
            "a constant field",
            x -> Tensor.scalar(5),
            THREE,
            x -> 5,
            Scenario.zeros(3),
            Scenario.zeros(9)),
        field(
            "a linear form",
            x -> x.dot(Tensor.vector(B)),
            THREE,
            x -> dot(B, x),
            Scenario.constant(B),
            Scenario.zeros(9)),
        field(
            "repeated use of one value",
            FieldScenarios::repeated,
            THREE,
            x -> Arrays.stream(x).map(v -> v * v * v * v + 3 * v * v).sum(),
            each(x -> 4 * x * x * x + 6 * x),
            diagonal(x -> 12 * x * x + 6)),
        field(
            "accumulation in a loop",
            FieldScenarios::accumulated,
            THREE,
            x -> sin(x[0]) + 2 * sin(x[1]) + 3 * sin(x[2]),
            x -> new double[] {cos(x[0]), 2 * cos(x[1]), 3 * cos(x[2])},
            x -> new double[] {-sin(x[0]), 0, 0, 0, -2 * sin(x[1]), 0, 0, 0, -3 * sin(x[2])}),
        field(
                "badly scaled squares",
                x -> x.square().times(Tensor.vector(1e8, 1, 1e-8)).sum(),
                Tensor.vector(1e-4, 1, 1e4),
                x -> 1e8 * x[0] * x[0] + x[1] * x[1] + 1e-8 * x[2] * x[2],
                x -> new double[] {2e8 * x[0], 2 * x[1], 2e-8 * x[2]},
                x -> new double[] {2e8, 0, 0, 0, 2, 0, 0, 0, 2e-8})
            .with(Trait.BADLY_SCALED),
        field(
            "a branch for each element",
            x -> Tensor.where(x.greater(0), x.square(), x.exp()).sum(),
            THREE,
            x -> Arrays.stream(x).map(v -> v > 0 ? v * v : exp(v)).sum(),
            each(x -> x > 0 ? 2 * x : exp(x)),
            diagonal(x -> x > 0 ? 2 : exp(x))),
        field(
            "a variance, by broadcasting",
            x -> x.minus(x.mean()).square().mean(),
            THREE,
            x -> dot(x, x) / 3 - square((x[0] + x[1] + x[2]) / 3),
            x -> Arrays.stream(x).map(v -> 2 * (v - (x[0] + x[1] + x[2]) / 3) / 3).toArray(),
            hessian(3, (x, i, j) -> 2.0 / 3 * ((i == j ? 1 : 0) - 1.0 / 3))),
        field(
            "sines and exponentials",
            x -> x.get(0).times(x.get(1)).sin().plus(x.get(2).exp()),
            THREE,
            x -> sin(x[0] * x[1]) + exp(x[2]),
            x -> new double[] {x[1] * cos(x[0] * x[1]), x[0] * cos(x[0] * x[1]), exp(x[2])},
            x -> {
              double s = sin(x[0] * x[1]);
              double mixed = cos(x[0] * x[1]) - x[0] * x[1] * s;
              return new double[] {
                -x[1] * x[1] * s, mixed, 0, mixed, -x[0] * x[0] * s, 0, 0, 0, exp(x[2])
              };
            }),
        field(
            "a matrix times its transpose",
            x -> x.matmul(x.transpose()).trace(),
            Tensor.of(new double[] {1, -2, 0.5, 3, 0.25, -1}, 2, 3),
            x -> dot(x, x),
            each(x -> 2 * x),
            diagonal(x -> 2)),
        field(
            "the logarithm of a determinant",
            x -> x.logDet(),
            Tensor.matrix(new double[][] {{2, 0.5}, {-1, 1.5}}),
            x -> log(x[0] * x[3] - x[1] * x[2]),
            x -> {
              double[] inverse = inverse(x);
              return new double[] {inverse[0], inverse[2], inverse[1], inverse[3]};
            },
            // With Y the inverse, the derivative of Y[j, i] by X[k, l] is -Y[j, k] Y[l, i].
            hessian(
                4,
                (x, a, b) -> {
                  double[] y = inverse(x);
                  return -y[2 * (a % 2) + b / 2] * y[2 * (b % 2) + a / 2];
                })),
        field(
            "sums along an axis of rank 3",
            x -> x.sum(1).square().sum(),
            Tensor.of(new double[] {1, -2, 0.5, 3, 2, -1, 0.3, 0.7, -0.4, 1.2, 0.9, -1.1}, 2, 3, 2),
            x -> {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += x[i] * along(x, i);
              }
              return sum;
            },
            x -> {
              double[] g = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                g[i] = 2 * along(x, i);
              }
              return g;
            },
            hessian(12, (x, i, j) -> i / 6 == j / 6 && i % 2 == j % 2 ? 2 : 0)));
  }

  private static Scenario field(
      String name,
      TensorFunction f,
      Tensor x,
      ToDoubleFunction<double[]> value,
      Closed gradient,
      Closed hessian) {
    Closed closed = at -> new double[] {value.applyAsDouble(at)};
    return Scenario.of(name, f, x, closed, gradient, hessian);
  }

  private static Tensor rosenbrock(Tensor x) {
    Tensor a = x.get(0);
    Tensor b = x.get(1);
    return a.unaryMinus().plus(1).square().plus(b.minus(a.square()).square().times(100));
  }

  private static Tensor repeated(Tensor x) {
    Tensor y = x.times(x);
    return y.times(y).plus(y).plus(y).plus(y).sum();
  }

  private static Tensor accumulated(Tensor x) {
    Tensor sum = Tensor.scalar(0);
    for (int i = 0; i < x.size(); i++) {
      sum = sum.plus(x.get(i).sin().times(i + 1));
    }
    return sum;
  }

  private static Closed each(DoubleUnaryOperator entry) {
    return x -> Arrays.stream(x).map(entry).toArray();
  }

  private static Closed diagonal(DoubleUnaryOperator entry) {
    return x -> hessian(x.length, (at, i, j) -> i == j ? entry.applyAsDouble(at[i]) : 0).at(x);
  }

  private static Closed hessian(int n, Entry entry) {
    return x -> {
      double[] h = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          h[n * i + j] = entry.at(x, i, j);
        }
      }
      return h;
    };
  }

  private static double square(double x) {
    return x * x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] times(double[] x) {
    return Arrays.stream(A).mapToDouble(row -> dot(row, x)).toArray();
  }

  private static double total(double[] x) {
    return Arrays.stream(x).map(Math::exp).sum();
  }

  private static double[] inverse(double[] x) {
    double det = x[0] * x[3] - x[1] * x[2];
    return new double[] {x[3] / det, -x[1] / det, -x[2] / det, x[0] / det};
  }

  /** {@return the sum along the middle axis of 2 × 3 × 2 through an element} */
  private static double along(double[] x, int i) {
    int first = i / 6 * 6 + i % 2;
    return x[first] + x[first + 2] + x[first + 4];
  }
}
