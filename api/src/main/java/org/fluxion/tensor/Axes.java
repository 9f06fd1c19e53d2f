package org.fluxion.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.ShapeMismatchException;
import org.jspecify.annotations.Nullable;

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

  /**
   * {@return the reduction over these axes of a tensor of that shape}
   *
   * <p>Neighbouring axes are reduced as one; the innermost first, so that the others keep their
   * place.
   */
  ArrayFunction reduction(Shape from, Reduction reduction) {
    int[] lengths = from.toArray();
    List<Stage> stages = new ArrayList<>();
    for (int last = numbers.length - 1; last >= 0; ) {
      int first = last;
      while (first > 0 && numbers[first - 1] == numbers[first] - 1) {
        first--;
      }
      int outer = product(lengths, 0, numbers[first]);
      int length = product(lengths, numbers[first], numbers[last] + 1);
      int inner = product(lengths, numbers[last] + 1, lengths.length);
      double[] between = first == 0 ? null : new double[outer * inner];
      stages.add(new Stage(reduction, outer, length, inner, between));
      Arrays.fill(lengths, numbers[first], numbers[last] + 1, 1);
      last = first - 1;
    }
    Stage[] all = stages.toArray(Stage[]::new);
    return (arrays, result) -> {
      double[] x = arrays[0];
      for (Stage stage : all) {
        x = stage.run(x, result);
      }
      if (all.length == 0) {
        System.arraycopy(x, 0, result, 0, result.length);
      }
    };
  }

  private static int product(int[] lengths, int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= lengths[i];
    }
    return product;
  }

  /** The reduction of some neighbouring axes, into the result if it is the last stage. */
  private record Stage(
      Reduction reduction, int outer, int length, int inner, double @Nullable [] between) {
    double[] run(double[] x, double[] result) {
      double[] into = between == null ? result : between;
      reduction.along(x, outer, length, inner, into);
      return into;
    }
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
