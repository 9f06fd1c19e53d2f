package org.fluxion.scalar;

/**
 * Functions with a kink: the piece is chosen by the value, and at the kink itself by the
 * conventions.
 */
final class Kinks {
  private Kinks() {}

  static <T> T abs(ScalarField<T> field, T x) {
    double value = field.value(x);
    return value < 0 ? field.unaryMinus(x) : value == 0 ? field.constant(0) : x;
  }

  /** {@return max(x, 0); NaN is passed on} */
  static <T> T relu(ScalarField<T> field, T x) {
    return field.value(x) <= 0 ? field.constant(0) : x;
  }

  /** {@return the larger of two elements, and their mean at a tie; NaN is passed on} */
  static <T> T maximum(ScalarField<T> field, T a, T b) {
    double first = field.value(a);
    double second = field.value(b);
    if (first > second || Double.isNaN(first)) {
      return a;
    }
    return first == second ? mean(field, a, b) : b;
  }

  /** {@return the smaller of two elements, and their mean at a tie; NaN is passed on} */
  static <T> T minimum(ScalarField<T> field, T a, T b) {
    double first = field.value(a);
    double second = field.value(b);
    if (first < second || Double.isNaN(first)) {
      return a;
    }
    return first == second ? mean(field, a, b) : b;
  }

  private static <T> T mean(ScalarField<T> field, T a, T b) {
    return field.plus(field.times(a, 0.5), field.times(b, 0.5));
  }
}
