package org.fluxion.conformance;

import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

import java.util.List;
import java.util.stream.Stream;
import org.fluxion.TensorFunction;
import org.fluxion.conformance.Scenario.Closed;
import org.fluxion.tensor.Tensor;

/**
 * Linear algebra on matrices of two rows, where everything has a closed form. Each is tried as it
 * is, and in a weighted sum of its results.
 */
final class MatrixScenarios {
  private static final Tensor A = Tensor.of(new double[] {2, 0.5, -1, 1.5}, 2, 2);
  private static final Tensor PAIR =
      Tensor.of(new double[] {2, 0.5, -1, 1.5, 1.2, -0.3, 0.4, 0.9}, 2, 2, 2);

  /** The elements a, b, c of a symmetric matrix. */
  private static final Tensor ABC = Tensor.vector(2, 0.5, 1.5);

  /** The elements p, q, r of a lower triangle. */
  private static final Tensor PQR = Tensor.vector(2, -1, 1.5);

  /** The elements off the diagonal differ by 10⁻⁴, which is 10⁻¹⁴ of them. */
  private static final Tensor ROUNDED =
      Tensor.of(new double[] {1e10, 1e10 + 1e-4, 1e10, 1e10}, 2, 2);

  private static final double[] WEIGHTS = {1, -2, 0.5, 3};

  private MatrixScenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            both("an inverse", x -> x.inverse(), A, MatrixScenarios::inverse, byInverse()),
            both(
                "a solution, by the matrix",
                x -> x.solve(Tensor.vector(1, 2)),
                A,
                MatrixScenarios::solution,
                x -> {
                  double[] y = inverse(x);
                  double[] s = solution(x);
                  return entries(2, 4, (i, k) -> -y[2 * i + k / 2] * s[k % 2]);
                }),
            both(
                "a solution, by the right-hand side",
                b -> A.solve(b),
                Tensor.vector(0.7, -1.2),
                b -> product(inverse(A.toArray()), b),
                b -> inverse(A.toArray())),
            both("determinants", x -> x.det(), PAIR, x -> pairs(x, d -> d), ofPairs(true)),
            both(
                "log-determinants",
                x -> x.logDet(),
                PAIR,
                x -> pairs(x, Math::log),
                ofPairs(false)),
            both(
                "a Cholesky factor",
                x -> symmetric(x).cholesky(),
                ABC,
                x -> new double[] {sqrt(x[0]), 0, x[1] / sqrt(x[0]), rest(x)},
                MatrixScenarios::byCholesky),
            both(
                "a Cholesky factor of large numbers, symmetric up to rounding",
                x -> symmetric(x).times(ROUNDED).cholesky().div(1e5),
                ABC,
                x -> new double[] {sqrt(x[0]), 0, x[1] / sqrt(x[0]), rest(x)},
                MatrixScenarios::byCholesky),
            both(
                "a triangular solution, by the matrix",
                x -> lower(x).triangularSolve(Tensor.vector(1, 2), true),
                PQR,
                x -> new double[] {1 / x[0], (2 - x[1] / x[0]) / x[2]},
                x ->
                    new double[] {
                      -pow(x[0], -2),
                      0,
                      0,
                      x[1] / (x[0] * x[0] * x[2]),
                      -1 / (x[0] * x[2]),
                      -(2 - x[1] / x[0]) / (x[2] * x[2])
                    }),
            both(
                "a triangular solution, by the right-hand side",
                b -> A.triangularSolve(b, false),
                Tensor.vector(0.7, -1.2),
                b -> new double[] {(b[0] - 0.5 * b[1] / 1.5) / 2, b[1] / 1.5},
                Scenario.constant(0.5, -0.25 / 1.5, 0, 1 / 1.5)),
            both(
                "eigenvalues",
                x -> symmetric(x).eigh().values(),
                ABC,
                x -> new double[] {mean(x) - radius(x), mean(x) + radius(x)},
                x -> {
                  double d = (x[0] - x[2]) / 4 / radius(x);
                  double b = x[1] / radius(x);
                  return new double[] {0.5 - d, -b, 0.5 + d, 0.5 + d, b, 0.5 - d};
                }),
            both(
                "the projection on an eigenvector",
                MatrixScenarios::projection,
                ABC,
                x -> {
                  double d = (x[0] - x[2]) / 4 / radius(x);
                  double b = x[1] / 2 / radius(x);
                  return new double[] {0.5 + d, b, b, 0.5 - d};
                },
                MatrixScenarios::byProjection),
            both(
                "the trace of a square",
                x -> x.matmul(x).trace(),
                A,
                x -> new double[] {x[0] * x[0] + 2 * x[1] * x[2] + x[3] * x[3]},
                x -> new double[] {2 * x[0], 2 * x[2], 2 * x[1], 2 * x[3]}),
            both(
                "a product of halves",
                x -> x.slice(0, 0, 2).dot(x.slice(0, 2, 4)),
                Tensor.vector(0.8, -1.3, 0.4, 2),
                x -> new double[] {x[0] * x[2] + x[1] * x[3]},
                x -> new double[] {x[2], x[3], x[0], x[1]}),
            both(
                "an outer product of halves",
                x -> x.slice(0, 0, 2).outer(x.slice(0, 2, 4)),
                Tensor.vector(0.8, -1.3, 0.4, 2),
                x -> new double[] {x[0] * x[2], x[0] * x[3], x[1] * x[2], x[1] * x[3]},
                x ->
                    new double[] {
                      x[2], 0, x[0], 0, x[3], 0, 0, x[0], 0, x[2], x[1], 0, 0, x[3], 0, x[1]
                    }),
            both(
                "running sums of rows",
                x -> x.cumsum(1),
                A,
                x -> new double[] {x[0], x[0] + x[1], x[2], x[2] + x[3]},
                Scenario.constant(1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1)))
        .flatMap(scenarios -> scenarios)
        .toList();
  }

  private static Stream<Scenario> both(
      String name, TensorFunction f, Tensor x, Closed value, Closed jacobian) {
    int n = x.size();
    return Stream.of(
        Scenario.first(name, f, x, value, jacobian),
        Scenario.first(
            name + ", weighted",
            at -> {
              Tensor y = f.apply(at).flatten();
              return y.dot(Tensor.vector(WEIGHTS).slice(0, 0, y.size()));
            },
            x,
            at -> {
              double[] y = value.at(at);
              double sum = 0;
              for (int i = 0; i < y.length; i++) {
                sum += WEIGHTS[i] * y[i];
              }
              return new double[] {sum};
            },
            at -> {
              double[] j = jacobian.at(at);
              double[] gradient = new double[n];
              for (int k = 0; k < j.length; k++) {
                gradient[k % n] += WEIGHTS[k / n] * j[k];
              }
              return gradient;
            }));
  }

  /** An element of a matrix. */
  @FunctionalInterface
  private interface Entry {
    double at(int i, int j);
  }

  private static double[] entries(int rows, int columns, Entry entry) {
    double[] elements = new double[rows * columns];
    for (int k = 0; k < elements.length; k++) {
      elements[k] = entry.at(k / columns, k % columns);
    }
    return elements;
  }

  private static double det(double[] x, int at) {
    return x[at] * x[at + 3] - x[at + 1] * x[at + 2];
  }

  private static double[] inverse(double[] x) {
    double d = det(x, 0);
    return new double[] {x[3] / d, -x[1] / d, -x[2] / d, x[0] / d};
  }

  /** With Y the inverse, the derivative of Y[i, j] by X[k, l] is −Y[i, k] Y[l, j]. */
  private static Closed byInverse() {
    return x -> {
      double[] y = inverse(x);
      return entries(4, 4, (ij, kl) -> -y[ij / 2 * 2 + kl / 2] * y[kl % 2 * 2 + ij % 2]);
    };
  }

  private static double[] product(double[] matrix, double[] vector) {
    return new double[] {
      matrix[0] * vector[0] + matrix[1] * vector[1], matrix[2] * vector[0] + matrix[3] * vector[1]
    };
  }

  private static double[] solution(double[] x) {
    return product(inverse(x), new double[] {1, 2});
  }

  /** A function of a determinant. */
  @FunctionalInterface
  private interface OfDeterminant {
    double at(double det);
  }

  private static double[] pairs(double[] x, OfDeterminant f) {
    return new double[] {f.at(det(x, 0)), f.at(det(x, 4))};
  }

  private static Closed ofPairs(boolean plain) {
    return x -> {
      double[] jacobian = new double[16];
      for (int m = 0; m < 2; m++) {
        int at = 4 * m;
        double scale = plain ? 1 : 1 / det(x, at);
        double[] cofactors = {x[at + 3], -x[at + 2], -x[at + 1], x[at]};
        for (int k = 0; k < 4; k++) {
          jacobian[8 * m + at + k] = scale * cofactors[k];
        }
      }
      return jacobian;
    };
  }

  private static Tensor symmetric(Tensor x) {
    return x.gather(0, 0, 1, 1, 2).reshape(2, 2);
  }

  private static Tensor lower(Tensor x) {
    return x.gather(0, 0, 1, 1, 2).times(Tensor.vector(1, 0, 1, 1)).reshape(2, 2);
  }

  private static double[] byCholesky(double[] x) {
    return new double[] {
      0.5 / sqrt(x[0]),
      0,
      0,
      0,
      0,
      0,
      -x[1] / 2 * pow(x[0], -1.5),
      1 / sqrt(x[0]),
      0,
      x[1] * x[1] / (2 * x[0] * x[0] * rest(x)),
      -x[1] / (x[0] * rest(x)),
      0.5 / rest(x)
    };
  }

  /** {@return the last element of the Cholesky factor} */
  private static double rest(double[] x) {
    return sqrt(x[2] - x[1] * x[1] / x[0]);
  }

  private static double mean(double[] x) {
    return (x[0] + x[2]) / 2;
  }

  private static double radius(double[] x) {
    return sqrt(pow((x[0] - x[2]) / 2, 2) + x[1] * x[1]);
  }

  private static Tensor projection(Tensor x) {
    Tensor vector = symmetric(x).eigh().vectors().slice(1, 1, 2);
    return vector.matmul(vector.transpose());
  }

  private static double[] byProjection(double[] x) {
    double d = (x[0] - x[2]) / 2;
    double b = x[1];
    double cube = pow(radius(x), 3);
    double[] diagonal = {b * b / 4 / cube, -d * b / 2 / cube, -b * b / 4 / cube};
    double[] corner = {-b * d / 4 / cube, d * d / 2 / cube, b * d / 4 / cube};
    return new double[] {
      diagonal[0],
      diagonal[1],
      diagonal[2],
      corner[0],
      corner[1],
      corner[2],
      corner[0],
      corner[1],
      corner[2],
      -diagonal[0],
      -diagonal[1],
      -diagonal[2]
    };
  }
}
