package org.fluxion.scalar;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Euclidean lengths without overflow or underflow of the squares; a length of 0 is a constant, by
 * convention.
 */
final class Lengths {
  /** Squares of numbers between 2⁻⁵⁰⁰ and 2⁵⁰⁰ are in range. */
  private static final int IN_RANGE = 500;

  /** Brings all others into that range, and tangents of usual size stay in theirs. */
  private static final double SCALE = 0x1p600;

  private Lengths() {}

  /** {@return √Σx²} */
  static <T> T of(ScalarField<T> field, UnaryOperator<T> sqrt, List<T> elements) {
    double largest = 0;
    for (T element : elements) {
      largest = Math.max(largest, Math.abs(field.value(element)));
    }
    if (largest == 0) {
      return field.constant(0);
    }
    double scale = scaleFor(largest);
    T sum = field.constant(0);
    for (T element : elements) {
      T scaled = scale == 1 ? element : field.times(element, scale);
      sum = field.plus(sum, field.times(scaled, scaled));
    }
    T length = sqrt.apply(sum);
    return scale == 1 ? length : field.times(length, 1 / scale);
  }

  /** {@return a power of two by which squares of numbers of this size come into range} */
  static double scaleFor(double size) {
    int exponent = Math.getExponent(size);
    if (Math.abs(exponent) <= IN_RANGE || !Double.isFinite(size)) {
      return 1;
    }
    return exponent > 0 ? 1 / SCALE : SCALE;
  }
}
