package org.fluxion.layers;

import java.util.Arrays;
import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table at indices that are the elements of a second operand.
 *
 * <p>Linear in the table; the indices move in steps only. Being an operand, they may differ from
 * call to call of a recorded program and from row to row of a batch.
 *
 * @param title of the layer, for messages
 */
record Lookup(String title) implements Arraywise {
  @Override
  public String name() {
    return "lookup";
  }

  @Override
  public Shape shape(Shape... operands) {
    if (operands[0].rank() != 2) {
      throw new ShapeMismatchException(title + ": a table of shape " + operands[0]);
    }
    return behind(operands[1], operands[0].get(1));
  }

  private static Shape behind(Shape indices, int features) {
    int[] lengths = Arrays.copyOf(indices.toArray(), indices.rank() + 1);
    lengths[indices.rank()] = features;
    return Shape.of(lengths);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    int entries = operands[0].get(0);
    int features = operands[0].get(1);
    return (arrays, result) -> {
      double[] indices = arrays[1];
      for (int i = 0; i < indices.length; i++) {
        int row = row(indices[i], entries);
        System.arraycopy(arrays[0], row * features, result, i * features, features);
      }
    };
  }

  private int row(double index, int entries) {
    int row = (int) index;
    if (row != index || row < 0 || row >= entries) {
      throw new FluxionException(
          title + ": " + index + " is no index; x holds whole numbers from 0 to " + (entries - 1));
    }
    return row;
  }

  @Override
  public Differential differentiate(Tensor[] operands, Tensor result) {
    return new Rows(this, new Accumulate(this, operands[0].shape().get(0)), operands[1]);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return batched[0] ? Arraywise.super.batch(size, operands, batched) : apply(operands);
  }

  /**
   * A map that is linear in its first operand, with its adjoint; the second, the indices, is fixed.
   */
  private record Rows(Primitive map, Primitive adjoint, Tensor indices) implements Differential {
    @Override
    public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
      Tensor tangent = tangents[0];
      return tangent == null ? null : map.apply(tangent, indices);
    }

    @Override
    public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
      return new @Nullable Tensor[] {wanted[0] ? adjoint.apply(cotangent, indices) : null, null};
    }
  }

  /** The adjoint: a table with each row added up from all places that it was looked up for. */
  private record Accumulate(Lookup lookup, int entries) implements Arraywise {
    @Override
    public String name() {
      return "accumulate";
    }

    @Override
    public Shape shape(Shape... operands) {
      int features = operands[0].get(operands[0].rank() - 1);
      if (!operands[0].equals(behind(operands[1], features))) {
        throw new ShapeMismatchException(
            lookup.title + ": rows of shape " + operands[0] + " for indices of " + operands[1]);
      }
      return Shape.of(entries, features);
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      int features = operands[0].get(operands[0].rank() - 1);
      return (arrays, result) -> {
        Arrays.fill(result, 0);
        double[] rows = arrays[0];
        double[] indices = arrays[1];
        for (int i = 0; i < indices.length; i++) {
          int to = lookup.row(indices[i], entries) * features;
          for (int k = 0; k < features; k++) {
            result[to + k] += rows[i * features + k];
          }
        }
      };
    }

    @Override
    public Differential differentiate(Tensor[] operands, Tensor result) {
      return new Rows(this, lookup, operands[1]);
    }
  }
}
