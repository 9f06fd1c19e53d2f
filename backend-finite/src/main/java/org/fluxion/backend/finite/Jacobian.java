package org.fluxion.backend.finite;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Seeds;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The whole derivative as a matrix, which all pullbacks share: a column for each coordinate. */
final class Jacobian {
  private final Tensor matrix;
  private final Shape[] inputs;
  private final Shape[] results;

  /**
   * Takes a matrix of as many rows as the results have elements, and a column for each element of
   * the inputs.
   */
  private Jacobian(Tensor matrix, Shape[] inputs, Shape[] results) {
    this.matrix = matrix;
    this.inputs = inputs;
    this.results = results;
  }

  /** Pushes one unit tangent after another forward. */
  static Jacobian of(Linearization forward, Shape[] inputs) {
    Seeds seeds = new Seeds(inputs);
    if (seeds.size() == 0) {
      Shape[] results = shapes(forward.values());
      return new Jacobian(Tensor.zeros(new Seeds(results).size(), 0), inputs, results);
    }
    Tensor[] columns = new Tensor[seeds.size()];
    Shape[] results = {};
    for (int k = 0; k < columns.length; k++) {
      Tensor[] column = forward.pushforwardBatch(seeds.stacked(k, k + 1));
      columns[k] = Seeds.rows(1, column).get(0);
      results = shapes(row(column));
    }
    return new Jacobian(Tensor.stack(1, columns), inputs, results);
  }

  Tensor[] pullback(Tensor... cotangents) {
    check(results, "shaped like it", cotangents);
    Tensor[] one = new Tensor[cotangents.length];
    for (int i = 0; i < one.length; i++) {
      one[i] = cotangents[i].reshape(results[i].prepend(1).toArray());
    }
    return row(pullbackBatch(one));
  }

  Tensor[] pullbackBatch(Tensor... cotangents) {
    Shape first = cotangents.length == 0 ? Shape.SCALAR : cotangents[0].shape();
    int count = first.rank() == 0 ? 1 : first.get(0);
    Shape[] stacked = Arrays.stream(results).map(y -> y.prepend(count)).toArray(Shape[]::new);
    check(stacked, "shaped like it behind one common leading axis", cotangents);
    return Seeds.split(Seeds.rows(count, cotangents).matmul(matrix), inputs);
  }

  private void check(Shape[] expected, String like, Tensor[] cotangents) {
    if (!Arrays.equals(expected, shapes(cotangents))) {
      throw new ShapeMismatchException(
          "finite: pullback: cotangents of shapes "
              + Arrays.toString(shapes(cotangents))
              + " for results of shapes "
              + Arrays.toString(results)
              + "; give one cotangent for each result, "
              + like);
    }
  }

  private static Tensor[] row(Tensor[] stacked) {
    return Arrays.stream(stacked).map(tensor -> tensor.get(0)).toArray(Tensor[]::new);
  }

  private static Shape[] shapes(Tensor[] tensors) {
    return Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
  }
}
