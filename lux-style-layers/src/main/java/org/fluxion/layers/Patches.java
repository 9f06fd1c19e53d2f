package org.fluxion.layers;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;
import org.fluxion.layers.Geometry.Part;
import org.fluxion.tensor.ArrayFunction;
import org.fluxion.tensor.Arraywise;
import org.fluxion.tensor.Linear;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * What windows see: batch × lengths × channels becomes batch × output lengths × places × channels,
 * with 0 for padding.
 */
record Patches(Geometry geometry) implements Linear, Arraywise {
  @Override
  public String name() {
    return "patches";
  }

  @Override
  public Shape shape(Shape... operands) {
    Shape x = operands[0];
    if (!Geometry.isBatch(x, geometry.inputLengths(), 1)) {
      throw new ShapeMismatchException(
          "patches: shape "
              + x
              + " is not batch × "
              + Arrays.toString(geometry.inputLengths())
              + " × channels");
    }
    int channels = x.get(x.rank() - 1);
    return Geometry.shape(x.get(0), geometry.outputLengths(), geometry.seen(), channels);
  }

  @Override
  public ArrayFunction onArrays(Shape... operands) {
    Shape x = operands[0];
    Part all = Part.all(x.get(0), x.get(x.rank() - 1));
    int[] sources = geometry.sources();
    return (arrays, result) -> geometry.gather(arrays[0], all, sources, result);
  }

  @Override
  public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
    return new Overlaid(geometry).apply(cotangent);
  }

  @Override
  public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return together(this, operands[0]);
  }

  /** Applies what treats each sample by itself to the samples of all rows together. */
  private static Tensor together(Linear primitive, Tensor stacked) {
    int[] shape = stacked.shape().toArray();
    int[] merged = Arrays.copyOfRange(shape, 1, shape.length);
    merged[0] *= shape[0];
    Tensor result = primitive.apply(stacked.reshape(merged));
    int[] split = result.shape().prepend(shape[0]).toArray();
    split[1] = shape[1];
    return result.reshape(split);
  }

  /** The adjoint: adds up patches where they were seen. */
  record Overlaid(Geometry geometry) implements Linear, Arraywise {
    @Override
    public String name() {
      return "overlaidPatches";
    }

    @Override
    public Shape shape(Shape... operands) {
      Shape rows = operands[0];
      int[] outputs = geometry.outputLengths();
      if (!Geometry.isBatch(rows, outputs, 2) || rows.get(rows.rank() - 2) != geometry.seen()) {
        throw new ShapeMismatchException(
            "overlaidPatches: shape "
                + rows
                + " is not batch × "
                + Arrays.toString(outputs)
                + " × "
                + geometry.seen()
                + " × channels");
      }
      int channels = rows.get(rows.rank() - 1);
      return Geometry.shape(rows.get(0), geometry.inputLengths(), channels);
    }

    @Override
    public ArrayFunction onArrays(Shape... operands) {
      Shape target = shape(operands);
      Part all = Part.all(target.get(0), target.get(target.rank() - 1));
      int[] sources = geometry.sources();
      return (arrays, result) -> {
        Arrays.fill(result, 0);
        geometry.scatter(arrays[0], all, sources, result);
      };
    }

    @Override
    public Tensor adjoint(int operand, Tensor cotangent, Shape[] shapes) {
      return new Patches(geometry).apply(cotangent);
    }

    @Override
    public Tensor batch(int size, Tensor[] operands, boolean[] batched) {
      return together(this, operands[0]);
    }
  }
}
