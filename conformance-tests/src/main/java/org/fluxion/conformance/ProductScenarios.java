package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Matrix products of operands of all ranks, transposed or not, by both operands at once. Each is
 * given by the lengths that are summed over, and by which matrices of a batch meet.
 */
final class ProductScenarios {
  private static final double[] NUMBERS = {
    0.8, -1.3, 0.4, 2, -0.6, 1.7, 0.9, -0.2, 1.1, -1.9, 0.3, 1.4, -0.7, 0.5, 2.2, -1.1, 0.1, 1.6,
    -0.4, 0.6, 1.3, -2.1, 0.7, -0.9
  };

  private ProductScenarios() {}

  /**
   * A product of one operand of shape a and another of shape b.
   *
   * @param m rows, n columns and k terms of each matrix product
   * @param ofA which matrix of a each matrix of the result is made of, and ofB likewise
   */
  private record Entry(
      String name,
      BinaryOperator<Tensor> product,
      Shape a,
      Shape b,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      int[] ofA,
      int[] ofB) {

    int size() {
      return a.size() + b.size();
    }

    int results() {
      return ofA.length * m * n;
    }

    /** {@return the place in x of the factor from a, in one of the terms of one of the results} */
    int left(int result, int term) {
      int row = result / n % m;
      int within = transposeA ? term * m + row : row * k + term;
      return ofA[result / (m * n)] * m * k + within;
    }

    /** {@return the place in x of the factor from b} */
    int right(int result, int term) {
      int column = result % n;
      int within = transposeB ? column * k + term : term * n + column;
      return a.size() + ofB[result / (m * n)] * k * n + within;
    }
  }

  private static Entry plain(
      String name, Shape a, Shape b, int m, int n, int k, int[] ofA, int[] ofB) {
    return new Entry(name, Tensor::matmul, a, b, false, false, m, n, k, ofA, ofB);
  }

  private static int[] only(int... matrices) {
    return matrices;
  }

  private static final List<Entry> TABLE =
      List.of(
          plain("two vectors", Shape.of(3), Shape.of(3), 1, 1, 3, only(0), only(0)),
          plain("a vector and a matrix", Shape.of(2), Shape.of(2, 3), 1, 3, 2, only(0), only(0)),
          plain("a matrix and a vector", Shape.of(3, 2), Shape.of(2), 3, 1, 2, only(0), only(0)),
          plain("two matrices", Shape.of(2, 3), Shape.of(3, 2), 2, 2, 3, only(0), only(0)),
          new Entry(
              "a transposed matrix and a matrix",
              (a, b) -> a.transpose().matmul(b),
              Shape.of(2, 3),
              Shape.of(2, 2),
              true,
              false,
              3,
              2,
              2,
              only(0),
              only(0)),
          new Entry(
              "a matrix and a transposed matrix",
              (a, b) -> a.matmul(b.transpose()),
              Shape.of(3, 2),
              Shape.of(2, 2),
              false,
              true,
              3,
              2,
              2,
              only(0),
              only(0)),
          new Entry(
              "two transposed matrices",
              (a, b) -> a.transpose().matmul(b.transpose()),
              Shape.of(2, 2),
              Shape.of(3, 2),
              true,
              true,
              2,
              3,
              2,
              only(0),
              only(0)),
          new Entry(
              "two batches, both transposed",
              (a, b) -> a.transpose(0, 2, 1).matmul(b.transpose(0, 2, 1)),
              Shape.of(2, 2, 1),
              Shape.of(2, 3, 2),
              true,
              true,
              1,
              3,
              2,
              only(0, 1),
              only(0, 1)),
          plain(
              "two batches", Shape.of(2, 1, 3), Shape.of(2, 3, 2), 1, 2, 3, only(0, 1), only(0, 1)),
          plain(
              "a batch and a matrix",
              Shape.of(2, 2, 3),
              Shape.of(3, 2),
              2,
              2,
              3,
              only(0, 1),
              only(0, 0)),
          plain(
              "a matrix and a batch",
              Shape.of(2, 3),
              Shape.of(2, 3, 2),
              2,
              2,
              3,
              only(0, 0),
              only(0, 1)),
          plain(
              "a batch and a vector",
              Shape.of(2, 2, 3),
              Shape.of(3),
              2,
              1,
              3,
              only(0, 1),
              only(0, 0)),
          plain(
              "a vector and a batch",
              Shape.of(3),
              Shape.of(2, 3, 2),
              1,
              2,
              3,
              only(0, 0),
              only(0, 1)),
          new Entry(
              "a matrix and a batch of batches",
              (a, b) -> a.matmul(b.reshape(2, 2, 2, 1)).reshape(4, 2, 1),
              Shape.of(2, 2),
              Shape.of(4, 2, 1),
              false,
              false,
              2,
              1,
              2,
              only(0, 0, 0, 0),
              only(0, 1, 2, 3)),
          plain(
              "a batch of one and one of three",
              Shape.of(1, 2, 2),
              Shape.of(3, 2, 1),
              2,
              1,
              2,
              only(0, 0, 0),
              only(0, 1, 2)),
          plain(
              "a batch of three and one of one",
              Shape.of(3, 1, 2),
              Shape.of(1, 2, 2),
              1,
              2,
              2,
              only(0, 1, 2),
              only(0, 0, 0)));

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    TABLE.forEach(entry -> scenarios.add(of(entry)));
    return scenarios;
  }

  private static Scenario of(Entry e) {
    int size = e.size();
    TensorFunction f =
        x ->
            e.product()
                .apply(
                    x.slice(0, 0, e.a().size()).reshape(e.a().toArray()),
                    x.slice(0, e.a().size(), size).reshape(e.b().toArray()));
    return Scenario.of(
        "a product of " + e.name(),
        f,
        Tensor.vector(Arrays.copyOf(NUMBERS, size)),
        x -> {
          double[] product = new double[e.results()];
          for (int i = 0; i < product.length; i++) {
            for (int t = 0; t < e.k(); t++) {
              product[i] += x[e.left(i, t)] * x[e.right(i, t)];
            }
          }
          return product;
        },
        x -> {
          double[] jacobian = new double[e.results() * size];
          for (int i = 0; i < e.results(); i++) {
            for (int t = 0; t < e.k(); t++) {
              jacobian[i * size + e.left(i, t)] = x[e.right(i, t)];
              jacobian[i * size + e.right(i, t)] = x[e.left(i, t)];
            }
          }
          return jacobian;
        },
        x -> {
          double[] second = new double[e.results() * size * size];
          for (int i = 0; i < e.results(); i++) {
            for (int t = 0; t < e.k(); t++) {
              second[(i * size + e.left(i, t)) * size + e.right(i, t)] = 1;
              second[(i * size + e.right(i, t)) * size + e.left(i, t)] = 1;
            }
          }
          return second;
        });
  }
}
