package org.fluxion.scalar;

import java.util.List;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** An operand of a primitive, element by element: numbers until elements are asked for. */
final class Operand<T> {
  private final ScalarField<T> field;
  private final Shape shape;
  private final @Nullable List<T> elements;
  private final double[] numbers;

  private Operand(ScalarField<T> field, Shape shape, @Nullable List<T> elements, double[] numbers) {
    this.field = field;
    this.shape = shape;
    this.elements = elements;
    this.numbers = numbers;
  }

  static <T> Operand<T> of(ScalarField<T> field, Shape shape, List<T> elements) {
    return new Operand<>(field, shape, elements, new double[0]);
  }

  static <T> Operand<T> of(ScalarField<T> field, Tensor plain) {
    return new Operand<>(field, plain.shape(), null, plain.toArray());
  }

  Shape shape() {
    return shape;
  }

  int size() {
    return shape.size();
  }

  /** {@return whether its elements are numbers, which are cheaper to multiply by} */
  boolean isConstant() {
    return elements == null;
  }

  T get(int index) {
    return elements == null ? field.constant(numbers[index]) : elements.get(index);
  }

  /** {@return the value of an element} */
  double value(int index) {
    return elements == null ? numbers[index] : field.value(elements.get(index));
  }

  /** {@return the values of all elements} */
  Tensor values() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return Tensor.of(values, shape.toArray());
  }

  /** {@return one element times one of another operand} */
  T times(int index, Operand<T> other, int otherIndex) {
    if (other.elements == null) {
      return field.times(get(index), other.numbers[otherIndex]);
    }
    return elements == null
        ? field.times(other.get(otherIndex), numbers[index])
        : field.times(get(index), other.get(otherIndex));
  }
}
