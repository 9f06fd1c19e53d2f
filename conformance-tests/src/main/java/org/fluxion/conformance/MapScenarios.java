package org.fluxion.conformance;

import static java.lang.Math.cos;
import static java.lang.Math.exp;
import static java.lang.Math.sin;

import java.util.Arrays;
import java.util.List;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.conformance.Scenario.Trait;
import org.fluxion.tensor.Tensor;

/** Functions of tensors whose values are vectors, matrices and tensors of rank 3. */
final class MapScenarios {
  private static final double[][] A = {{2, -1, 0.5}, {3, 1, -2}};
  private static final double GROWTH = 3.2;
  private static final Tensor THREE = Tensor.vector(0.8, -1.3, 0.4);
  private static final double[] SIX = {1, -2, 0.5, 3, 0.25, -1};

  private static final Tensor EXCHANGE = Tensor.of(new double[] {0, 1, 1, 0}, 2, 2);

  private MapScenarios() {}

  /** An element of the Jacobian. */
  @FunctionalInterface
  private interface Entry {
    double at(double[] x, int row, int column);
  }

  static List<Scenario> all() {
    return List.of(
        Scenario.first(
            "exponentials",
            x -> x.exp(),
            THREE,
            x -> Arrays.stream(x).map(Math::exp).toArray(),
            matrix(3, 3, (x, i, j) -> i == j ? exp(x[i]) : 0)),
        Scenario.of(
            "a linear map",
            x -> Tensor.matrix(A).matmul(x),
            THREE,
            x ->
                Arrays.stream(A)
                    .mapToDouble(r -> r[0] * x[0] + r[1] * x[1] + r[2] * x[2])
                    .toArray(),
            matrix(2, 3, (x, i, j) -> A[i][j]),
            Scenario.zeros(18)),
        Scenario.of(
            "running sums",
            x -> x.cumsum(0),
            THREE,
            x -> new double[] {x[0], x[0] + x[1], x[0] + x[1] + x[2]},
            matrix(3, 3, (x, i, j) -> i >= j ? 1 : 0),
            Scenario.zeros(27)),
        Scenario.first(
            "means of squares of a pair that is repeated 1,500 times",
            x -> x.broadcastTo(1500, 2).square().mean(0),
            Tensor.vector(0.8, -1.3),
            x -> new double[] {x[0] * x[0], x[1] * x[1]},
            x -> new double[] {2 * x[0], 0, 0, 2 * x[1]}),
        Scenario.of(
            "a product plus a column",
            x -> x.reshape(2, 2).matmul(EXCHANGE).plus(x.slice(0, 0, 2).reshape(2, 1)),
            Tensor.vector(0.8, -1.3, 0.4, 2),
            x -> new double[] {x[1] + x[0], x[0] + x[0], x[3] + x[1], x[2] + x[1]},
            Scenario.constant(1, 1, 0, 0, 2, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0),
            Scenario.zeros(64)),
        Scenario.first(
            "an outer product with itself",
            x -> x.outer(x),
            Tensor.vector(0.8, -1.3),
            x -> new double[] {x[0] * x[0], x[0] * x[1], x[1] * x[0], x[1] * x[1]},
            x -> new double[] {2 * x[0], 0, x[1], x[0], x[1], x[0], 0, 2 * x[1]}),
        Scenario.first(
            "a transposed matrix",
            x -> x.transpose(),
            Tensor.of(SIX, 2, 3),
            x -> new double[] {x[0], x[3], x[1], x[4], x[2], x[5]},
            matrix(6, 6, (x, i, j) -> j == i % 2 * 3 + i / 2 ? 1 : 0)),
        Scenario.first(
            "more results than inputs",
            x -> Tensor.concat(0, x.sin(), x.cos()),
            Tensor.vector(0.8, -1.3),
            x -> new double[] {sin(x[0]), sin(x[1]), cos(x[0]), cos(x[1])},
            x -> new double[] {cos(x[0]), 0, 0, cos(x[1]), -sin(x[0]), 0, 0, -sin(x[1])}),
        Scenario.of(
            "a constant vector",
            x -> Tensor.vector(4, 5),
            THREE,
            Scenario.constant(4, 5),
            Scenario.zeros(6),
            Scenario.zeros(18)),
        Scenario.first(
            "polar coordinates",
            x -> Tensor.stack(0, x.get(0).times(x.get(1).cos()), x.get(0).times(x.get(1).sin())),
            Tensor.vector(2, 0.6),
            x -> new double[] {x[0] * cos(x[1]), x[0] * sin(x[1])},
            x -> new double[] {cos(x[1]), -x[0] * sin(x[1]), sin(x[1]), x[0] * cos(x[1])}),
        Scenario.of(
            "a matrix times a matrix",
            x -> x.matmul(Tensor.matrix(A)),
            Tensor.matrix(new double[][] {{1, -2}, {0.5, 3}}),
            x -> {
              double[] y = new double[6];
              for (int i = 0; i < 6; i++) {
                y[i] = x[i / 3 * 2] * A[0][i % 3] + x[i / 3 * 2 + 1] * A[1][i % 3];
              }
              return y;
            },
            matrix(6, 4, (x, i, j) -> i / 3 == j / 2 ? A[j % 2][i % 3] : 0),
            Scenario.zeros(96)),
        Scenario.first(
            "squares of rank 3, summed to a matrix",
            x -> x.square().sum(2),
            Tensor.of(new double[] {1, -2, 0.5, 3, 0.25, -1, 2, 0.75}, 2, 2, 2),
            x -> {
              double[] y = new double[4];
              for (int i = 0; i < 4; i++) {
                y[i] = x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1];
              }
              return y;
            },
            matrix(4, 8, (x, i, j) -> i == j / 2 ? 2 * x[j] : 0)),
        Scenario.first(
            "rank 3 from a vector",
            x -> x.square().reshape(2, 1, 2),
            Tensor.vector(0.8, -1.3, 0.4, 2),
            x -> Arrays.stream(x).map(v -> v * v).toArray(),
            matrix(4, 4, (x, i, j) -> i == j ? 2 * x[i] : 0)),
        Scenario.first(
            "a recurrence",
            MapScenarios::logistic,
            Tensor.vector(0.3, 0.85),
            x -> Arrays.stream(x).map(v -> orbit(v)[0]).toArray(),
            matrix(2, 2, (x, i, j) -> i == j ? orbit(x[i])[1] : 0)),
        Scenario.first(
                "results of very different sizes",
                x -> Tensor.concat(0, x.square().times(1e9), x.sin().times(1e-9)),
                Tensor.vector(1e-3, 1e3),
                x ->
                    new double[] {
                      1e9 * x[0] * x[0], 1e9 * x[1] * x[1], 1e-9 * sin(x[0]), 1e-9 * sin(x[1])
                    },
                x ->
                    new double[] {
                      2e9 * x[0], 0, 0, 2e9 * x[1], 1e-9 * cos(x[0]), 0, 0, 1e-9 * cos(x[1])
                    })
            .with(Trait.BADLY_SCALED),
        Scenario.first(
                "rows that narrow",
                x -> x.slice(1, 0, 1).times(x.slice(1, 1, 2)).plus(x.slice(1, 2, 3).sin()),
                Tensor.of(SIX, 2, 3),
                x -> new double[] {x[0] * x[1] + sin(x[2]), x[3] * x[4] + sin(x[5])},
                x -> new double[] {x[1], x[0], cos(x[2]), 0, 0, 0, 0, 0, 0, x[4], x[3], cos(x[5])})
            .with(Trait.ROWWISE),
        Scenario.first(
                "rows that widen",
                x -> Tensor.concat(1, x.square(), x.sin(), x.times(3)),
                Tensor.of(new double[] {0.8, -1.3, 0.4}, 3, 1),
                x -> {
                  double[] y = new double[9];
                  for (int i = 0; i < 3; i++) {
                    y[3 * i] = x[i] * x[i];
                    y[3 * i + 1] = sin(x[i]);
                    y[3 * i + 2] = 3 * x[i];
                  }
                  return y;
                },
                matrix(
                    9,
                    3,
                    (x, i, j) ->
                        i / 3 != j ? 0 : i % 3 == 0 ? 2 * x[j] : i % 3 == 1 ? cos(x[j]) : 3))
            .with(Trait.ROWWISE));
  }

  private static Closed matrix(int rows, int columns, Entry entry) {
    return x -> {
      double[] elements = new double[rows * columns];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = entry.at(x, i / columns, i % columns);
      }
      return elements;
    };
  }

  private static Tensor logistic(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < 3; i++) {
      y = y.times(GROWTH).times(y.unaryMinus().plus(1));
    }
    return y;
  }

  /** {@return where the recurrence leads, and the product of the slopes on the way} */
  private static double[] orbit(double x) {
    double y = x;
    double slope = 1;
    for (int i = 0; i < 3; i++) {
      slope *= GROWTH * (1 - 2 * y);
      y = GROWTH * y * (1 - y);
    }
    return new double[] {y, slope};
  }
}
