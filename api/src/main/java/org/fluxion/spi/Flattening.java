package org.fluxion.spi;

import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Several tensors as one vector, and back: their elements in row-major order, one tensor after the
 * other.
 *
 * <p>Both ways are linear primitives, so derivatives pass through. Immutable.
 *
 * @param shapes of the tensors
 */
public record Flattening(List<Shape> shapes) {
  /** Copies the list. */
  public Flattening {
    shapes = List.copyOf(shapes);
  }

  /** {@return the way back to tensors shaped like these} */
  public static Flattening of(Tensor... tensors) {
    Shape[] shapes = new Shape[tensors.length];
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] = tensors[i].shape();
    }
    return new Flattening(List.of(shapes));
  }

  /** {@return the tensors as one vector, of length 0 if there are none} */
  public static Tensor flatten(Tensor... tensors) {
    if (tensors.length == 0) {
      return Tensor.zeros(0);
    }
    Tensor[] flat = new Tensor[tensors.length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = tensors[i].flatten();
    }
    return flat.length == 1 ? flat[0] : Tensor.concat(0, flat);
  }

  /** {@return the number of elements of all tensors together} */
  public int size() {
    int size = 0;
    for (Shape shape : shapes) {
      size = Math.addExact(size, shape.size());
    }
    return size;
  }

  /**
   * {@return the tensors whose elements a vector has}
   *
   * @throws ShapeMismatchException if the vector has another length
   */
  public Tensor[] unflatten(Tensor vector) {
    if (vector.rank() != 1 || vector.size() != size()) {
      throw new ShapeMismatchException(
          "unflatten: a tensor of shape "
              + vector.shape()
              + " is no vector of the "
              + size()
              + " elements of shapes "
              + shapes);
    }
    Tensor[] tensors = new Tensor[shapes.size()];
    int from = 0;
    for (int i = 0; i < tensors.length; i++) {
      int to = from + shapes.get(i).size();
      Tensor part = tensors.length == 1 ? vector : vector.slice(0, from, to);
      tensors[i] = part.reshape(shapes.get(i).toArray());
      from = to;
    }
    return tensors;
  }
}
