package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * Operations that move elements about: as they are, and followed by squares in a weighted sum. Each
 * is given by the place that every element of the result comes from.
 */
final class IndexScenarios {
  /** An element that comes from nowhere: a zero. */
  private static final int NIL = -1;

  private static final Tensor THREE = Tensor.vector(0.8, -1.3, 0.4);
  private static final Tensor MATRIX = Tensor.of(new double[] {1, -2, 0.5, 3, 0.25, -1}, 2, 3);
  private static final Tensor CUBE =
      Tensor.of(new double[] {1, -2, 0.5, 3, 0.25, -1, 2, 0.75}, 2, 2, 2);

  /** Matrices that exchange columns: a product, so that a transposition may become a part of it. */
  private static final Tensor EXCHANGES = Tensor.of(new double[] {0, 1, 1, 0, 0, 1, 1, 0}, 2, 2, 2);

  private IndexScenarios() {}

  /** An operation and where its elements come from. */
  private record Entry(String name, TensorFunction f, Tensor x, int... from) {}

  private static final List<Entry> TABLE =
      List.of(
          new Entry("a flipped matrix", x -> x.flip(1), MATRIX, 2, 1, 0, 5, 4, 3),
          new Entry(
              "a padded matrix", x -> x.pad(0, 1, 0), MATRIX, NIL, NIL, NIL, 0, 1, 2, 3, 4, 5),
          new Entry("gathered columns", x -> x.gather(1, 2, 0, 2), MATRIX, 2, 0, 2, 5, 3, 5),
          new Entry("gathered rows", x -> x.gather(0, 1, 0, 1), MATRIX, 3, 4, 5, 0, 1, 2, 3, 4, 5),
          new Entry(
              "gathered rows of two matrices",
              x -> x.gather(1, 1, 1),
              CUBE,
              2,
              3,
              2,
              3,
              6,
              7,
              6,
              7),
          new Entry("a sliced matrix", x -> x.slice(1, 1, 3), MATRIX, 1, 2, 4, 5),
          new Entry("a row of a matrix", x -> x.get(1), MATRIX, 3, 4, 5),
          new Entry("a turned cube", x -> x.transpose(1, 2, 0), CUBE, 0, 4, 1, 5, 2, 6, 3, 7),
          new Entry(
              "a cube turned twice",
              x -> x.transpose(1, 2, 0).transpose(1, 0, 2),
              CUBE,
              0,
              4,
              2,
              6,
              1,
              5,
              3,
              7),
          new Entry(
              "a cube turned and turned back",
              x -> x.transpose(1, 2, 0).transpose(2, 0, 1),
              CUBE,
              0,
              1,
              2,
              3,
              4,
              5,
              6,
              7),
          new Entry(
              "a column for each of two matrices",
              x -> x.reshape(3, 1).broadcastTo(2, 3, 2),
              THREE,
              0,
              0,
              1,
              1,
              2,
              2,
              0,
              0,
              1,
              1,
              2,
              2),
          new Entry(
              "a row for each row of two matrices",
              x -> x.reshape(2, 1, 3).broadcastTo(2, 2, 3),
              MATRIX,
              0,
              1,
              2,
              0,
              1,
              2,
              3,
              4,
              5,
              3,
              4,
              5),
          new Entry(
              "two rows of a matrix",
              x -> Tensor.concat(0, x.get(1), x.get(0)),
              MATRIX,
              3,
              4,
              5,
              0,
              1,
              2),
          new Entry(
              "a row and an element of a matrix",
              x -> Tensor.concat(0, x.get(1), x.get(0, 2).reshape(1), x.get(1, 2).reshape(1)),
              MATRIX,
              3,
              4,
              5,
              2,
              5),
          new Entry(
              "a cube of exchanged first axes times exchanges",
              x -> x.transpose(1, 0, 2).matmul(EXCHANGES),
              CUBE,
              1,
              0,
              5,
              4,
              3,
              2,
              7,
              6),
          new Entry(
              "a cube of axes in reverse times exchanges",
              x -> x.transpose(2, 1, 0).matmul(EXCHANGES),
              CUBE,
              4,
              0,
              6,
              2,
              5,
              1,
              7,
              3),
          new Entry(
              "a cube of axes moved to the front times exchanges",
              x -> x.transpose(1, 2, 0).matmul(EXCHANGES),
              CUBE,
              4,
              0,
              5,
              1,
              6,
              2,
              7,
              3),
          new Entry(
              "a cube of axes moved to the back times exchanges",
              x -> x.transpose(2, 0, 1).matmul(EXCHANGES),
              CUBE,
              2,
              0,
              6,
              4,
              3,
              1,
              7,
              5),
          new Entry("a fibre of a cube", x -> x.get(1, 0), CUBE, 4, 5),
          new Entry("a vector for each row", x -> x.broadcastTo(2, 3), THREE, 0, 1, 2, 0, 1, 2),
          new Entry(
              "a diagonal matrix", x -> x.diag(), THREE, 0, NIL, NIL, NIL, 1, NIL, NIL, NIL, 2),
          new Entry("a diagonal", x -> x.slice(1, 0, 2).diag(), MATRIX, 0, 4),
          new Entry("a stack", x -> Tensor.stack(1, x, x), THREE, 0, 0, 1, 1, 2, 2),
          new Entry(
              "a matrix beside itself",
              x -> Tensor.concat(1, x, x.flip(0)),
              MATRIX,
              0,
              1,
              2,
              3,
              4,
              5,
              3,
              4,
              5,
              0,
              1,
              2),
          new Entry("a flat cube", x -> x.flatten(), CUBE, 0, 1, 2, 3, 4, 5, 6, 7));

  static List<Scenario> all() {
    List<Scenario> scenarios = new ArrayList<>();
    for (Entry entry : TABLE) {
      scenarios.add(moved(entry));
      scenarios.add(squared(entry));
    }
    return scenarios;
  }

  private static Scenario moved(Entry e) {
    int n = e.x().size();
    int m = e.from().length;
    return Scenario.of(
        e.name(),
        e.f(),
        e.x(),
        x -> Arrays.stream(e.from()).mapToDouble(i -> i == NIL ? 0 : x[i]).toArray(),
        x -> {
          double[] jacobian = new double[m * n];
          for (int i = 0; i < m; i++) {
            if (e.from()[i] != NIL) {
              jacobian[i * n + e.from()[i]] = 1;
            }
          }
          return jacobian;
        },
        Scenario.zeros(m * n * n));
  }

  /** Σᵢ i yᵢ², i counted from 1. */
  private static Scenario squared(Entry e) {
    int n = e.x().size();
    int m = e.from().length;
    double[] weights = new double[m];
    Arrays.setAll(weights, i -> i + 1);
    TensorFunction f = x -> e.f().apply(x).flatten().square().times(Tensor.vector(weights)).sum();
    return Scenario.of(
        e.name() + ", squared and weighted",
        f,
        e.x(),
        x -> {
          double sum = 0;
          for (int i = 0; i < m; i++) {
            sum += e.from()[i] == NIL ? 0 : weights[i] * x[e.from()[i]] * x[e.from()[i]];
          }
          return new double[] {sum};
        },
        x -> {
          double[] gradient = new double[n];
          for (int i = 0; i < m; i++) {
            if (e.from()[i] != NIL) {
              gradient[e.from()[i]] += 2 * weights[i] * x[e.from()[i]];
            }
          }
          return gradient;
        },
        x -> {
          double[] hessian = new double[n * n];
          for (int i = 0; i < m; i++) {
            if (e.from()[i] != NIL) {
              hessian[e.from()[i] * (n + 1)] += 2 * weights[i];
            }
          }
          return hessian;
        });
  }
}
