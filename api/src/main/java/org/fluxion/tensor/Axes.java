package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;

/** A list of axis numbers or indices as a value, so that primitives holding one can be compared. */
final class Axes {
  private final int[] numbers;

  private Axes(int[] numbers) {
    this.numbers = numbers;
  }

  static Axes of(int... numbers) {
    return new Axes(numbers.clone());
  }

  /**
   * {@return the axes to reduce, sorted: those given, or all if none is}
   *
   * @throws ShapeMismatchException if one is not there or is given twice
   */
  static Axes toReduce(String operation, Shape shape, int... axes) {
    int[] sorted = axes.clone();
    if (axes.length == 0) {
      sorted = new int[shape.rank()];
      Arrays.setAll(sorted, i -> i);
    }
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      shape.checkAxis(operation, sorted[i]);
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        throw new ShapeMismatchException(operation + ": axis " + sorted[i] + " is given twice");
      }
    }
    return new Axes(sorted);
  }

  int count() {
    return numbers.length;
  }

  int get(int i) {
    return numbers[i];
  }

  boolean contains(int axis) {
    for (int number : numbers) {
      if (number == axis) {
        return true;
      }
    }
    return false;
  }

  /** {@return the same axes of a tensor that has one more axis in front} */
  Axes behindBatch() {
    int[] shifted = numbers.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i]++;
    }
    return new Axes(shifted);
  }

  /** {@return the shape with these axes of length 1} */
  Shape ofLengthOne(Shape shape) {
    int[] lengths = shape.toArray();
    for (int axis : numbers) {
      lengths[axis] = 1;
    }
    return Shape.owned(lengths);
  }

  /** {@return the shape, if it has all these axes} */
  Shape requireIn(String operation, Shape shape) {
    for (int axis : numbers) {
      shape.checkAxis(operation, axis);
    }
    return shape;
  }

  /** {@return the shape without these axes} */
  Shape removedFrom(Shape shape) {
    int[] kept = new int[shape.rank() - numbers.length];
    int next = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!contains(axis)) {
        kept[next++] = shape.get(axis);
      }
    }
    return Shape.owned(kept);
  }

  /** {@return what was reduced over these axes, repeated along them to the shape before} */
  Tensor spread(Tensor reduced, Shape shape) {
    return Broadcast.to(Reshape.to(reduced, ofLengthOne(shape)), shape);
  }

  int[] toArray() {
    return numbers.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Axes a && Arrays.equals(numbers, a.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
