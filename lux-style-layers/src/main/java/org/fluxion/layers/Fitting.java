package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Whether inputs and parameters fit a layer, said in the name of that layer. */
final class Fitting {
  private Fitting() {}

  /**
   * {@return the parameter of a name}
   *
   * @throws ShapeMismatchException if it has another shape
   */
  static Tensor parameter(String layer, Parameters ps, String name, Shape expected) {
    Tensor parameter = ps.tensor(name);
    if (!parameter.shape().equals(expected)) {
      throw new ShapeMismatchException(
          layer
              + ": "
              + name
              + " has shape "
              + parameter.shape()
              + ", expected "
              + expected
              + "; are these the parameters of another layer?");
    }
    return parameter;
  }

  /**
   * {@return the number of an axis of x, counted from 0}
   *
   * @param axis negative if it is counted from the end, −1 being the last
   * @throws ShapeMismatchException if x has no such axis
   */
  static int axis(String layer, Tensor x, int axis) {
    int counted = axis < 0 ? x.rank() + axis : axis;
    if (counted < 0 || counted >= x.rank()) {
      throw new ShapeMismatchException(
          layer + ": x has shape " + x.shape() + ", in which there is no axis " + axis);
    }
    return counted;
  }

  /**
   * {@return the number of an axis of x, counted from 0}
   *
   * @throws ShapeMismatchException if x has no such axis of this length
   */
  static int axis(String layer, Tensor x, int axis, int length) {
    int counted = axis < 0 ? x.rank() + axis : axis;
    if (counted < 0 || counted >= x.rank() || x.shape().get(counted) != length) {
      throw new ShapeMismatchException(
          layer
              + ": x has shape "
              + x.shape()
              + "; its "
              + (axis == -1 ? "last axis" : "axis " + axis)
              + " must have length "
              + length);
    }
    return counted;
  }

  /**
   * Checks the last axes of x.
   *
   * @throws ShapeMismatchException if they are not those of the shape
   */
  static void lastAxes(String layer, Tensor x, Shape expected) {
    int before = x.rank() - expected.rank();
    boolean fits = before >= 0;
    for (int i = 0; fits && i < expected.rank(); i++) {
      fits = x.shape().get(before + i) == expected.get(i);
    }
    if (!fits) {
      throw new ShapeMismatchException(
          layer + ": x has shape " + x.shape() + "; its last axes must be " + expected);
    }
  }

  /** {@return the number if it is at least 1, else an error that says what it is} */
  static int positive(String layer, String what, int number) {
    if (number < 1) {
      throw new FluxionException(layer + ": " + what + " must be at least 1, given " + number);
    }
    return number;
  }

  /** {@return the shape if it has elements, else an error} */
  static Shape notEmpty(String layer, Shape shape) {
    if (Given.require(shape, layer + ": shape is null").size() == 0) {
      throw new FluxionException(layer + ": shape " + shape + " has no elements");
    }
    return shape;
  }
}
