package org.fluxion.tensor;

import java.util.Arrays;

/** A plain tensor: a shape and its elements, row-major in one array that nobody changes. */
final class DenseTensor extends Tensor {
  private final Shape shape;
  private final double[] data;

  private DenseTensor(Shape shape, double[] data) {
    this.shape = shape;
    this.data = data;
  }

  /** Wraps an array that the caller hands over and will not touch again. */
  static DenseTensor wrap(Shape shape, double[] data) {
    return new DenseTensor(shape, data);
  }

  static DenseTensor scalarOf(double value) {
    return new DenseTensor(Shape.SCALAR, new double[] {value});
  }

  static DenseTensor full(double value, Shape shape) {
    double[] data = new double[shape.size()];
    Arrays.fill(data, value);
    return new DenseTensor(shape, data);
  }

  /** {@return the elements themselves, to be read only} */
  double[] data() {
    return data;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  DenseTensor plain() {
    return this;
  }

  @Override
  boolean answer(Condition condition) {
    return condition.holds(data[0]);
  }

  /** {@return whether the other is a plain tensor of the same shape and the same elements} */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof DenseTensor d && shape.equals(d.shape) && Arrays.equals(data, d.data));
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return TensorFormat.format(this);
  }
}
