package org.fluxion.tensor;

import java.util.Arrays;
import org.fluxion.ShapeMismatchException;

/**
 * The lengths of a tensor's axes, outermost first; row-major.
 *
 * <p>A shape of rank 0 belongs to a scalar and has size 1. An axis of length 0 is allowed and makes
 * the tensor empty. Immutable; equal when all lengths are equal.
 */
public final class Shape {
  /** The largest size: what a Java array can hold in every JVM. */
  public static final int MAX_SIZE = Integer.MAX_VALUE - 8;

  /** The shape of a scalar: rank 0, size 1. */
  public static final Shape SCALAR = new Shape();

  private final int[] lengths;

  /** Rank and size are all there is to most comparisons, which need not look at the array then. */
  private final int rank;

  private final int size;

  /** Makes the shape of a scalar. */
  public Shape() {
    this(new int[0], 1);
  }

  private Shape(int[] lengths, int size) {
    this.lengths = lengths;
    this.rank = lengths.length;
    this.size = size;
  }

  /**
   * {@return the shape with these axis lengths}
   *
   * @throws ShapeMismatchException if a length is negative or the size exceeds the largest array
   */
  public static Shape of(int... lengths) {
    return lengths.length == 0 ? SCALAR : owned(lengths.clone());
  }

  /** As {@link #of}, but keeps the array, which nobody else may hold. */
  static Shape owned(int... lengths) {
    long size = 1;
    boolean tooLarge = false;
    for (int length : lengths) {
      if (length < 0) {
        throw new ShapeMismatchException(
            "negative axis length in shape " + Arrays.toString(lengths));
      }
      size *= length;
      tooLarge |= size > MAX_SIZE;
      size = Math.min(size, Integer.MAX_VALUE);
    }
    if (tooLarge && size != 0) {
      throw new ShapeMismatchException(
          "shape "
              + Arrays.toString(lengths)
              + " has more elements than one Java array can hold ("
              + MAX_SIZE
              + "); split the tensor");
    }
    return new Shape(lengths, (int) size);
  }

  /** {@return the number of axes} */
  public int rank() {
    return rank;
  }

  /** {@return the number of elements: the product of the lengths, 1 for a scalar} */
  public int size() {
    return size;
  }

  /** {@return the length of an axis, counted from 0} */
  public int get(int axis) {
    return lengths[axis];
  }

  /** {@return a copy of the lengths} */
  public int[] toArray() {
    return lengths.clone();
  }

  /**
   * {@return the shape to which both broadcast, aligned at the last axis as in NumPy}
   *
   * @throws ShapeMismatchException if two aligned lengths differ and neither is 1
   */
  static Shape broadcast(String operation, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] lengths = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int p = i <= a.rank() ? a.get(a.rank() - i) : 1;
      int q = i <= b.rank() ? b.get(b.rank() - i) : 1;
      if (p != q && p != 1 && q != 1) {
        throw new ShapeMismatchException(
            operation + ": shapes " + a + " and " + b + " do not broadcast together");
      }
      lengths[rank - i] = p == 1 ? q : p;
    }
    return owned(lengths);
  }

  /** {@return this shape behind a new leading axis} */
  public Shape prepend(int length) {
    int[] longer = new int[rank() + 1];
    longer[0] = length;
    System.arraycopy(lengths, 0, longer, 1, rank());
    return owned(longer);
  }

  /** {@return this shape without its first axes} */
  Shape dropFirst(int axes) {
    return owned(Arrays.copyOfRange(lengths, axes, rank()));
  }

  /** {@return this shape with one axis of another length} */
  Shape with(int axis, int length) {
    int[] changed = lengths.clone();
    changed[axis] = length;
    return owned(changed);
  }

  /** {@return the shape with one axis of a length that may be too large to be one} */
  Shape withLong(String operation, int axis, long length) {
    if (length > MAX_SIZE) {
      throw new ShapeMismatchException(
          operation
              + ": axis "
              + axis
              + " would get "
              + length
              + " elements, more than an array holds");
    }
    return with(axis, (int) length);
  }

  /** {@return the product of the lengths of the axes from (inclusive) to (exclusive)} */
  int sizeBetween(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= lengths[i];
    }
    return product;
  }

  /**
   * {@return the axis if there is one of that number}
   *
   * @throws ShapeMismatchException naming the operation, if not
   */
  int checkAxis(String operation, int axis) {
    if (axis < 0 || axis >= rank()) {
      throw new ShapeMismatchException(
          operation + ": no axis " + axis + " in shape " + this + "; axes count from 0");
    }
    return axis;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape s && isLike(s));
  }

  private boolean isLike(Shape other) {
    return rank == other.rank
        && size == other.size
        && (rank < 2 || Arrays.equals(lengths, other.lengths));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lengths);
  }

  /** {@return the lengths in brackets, as in {@code [2, 3]}} */
  @Override
  public String toString() {
    return Arrays.toString(lengths);
  }
}
