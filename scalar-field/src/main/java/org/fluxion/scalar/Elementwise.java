package org.fluxion.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Primitives that act on each element by itself. */
final class Elementwise {
  private Elementwise() {}

  static <T> @Nullable List<T> ofOne(Application<T> a) {
    UnaryOperator<T> function = Functions.ofOne(a.field(), a.primitive().name());
    return function == null ? null : each(a, i -> function.apply(a.first().get(i)));
  }

  static <T> @Nullable List<T> ofTwo(Application<T> a) {
    BinaryOperator<T> function = Functions.ofTwo(a.field(), a.primitive().name());
    return function == null
        ? null
        : each(a, i -> function.apply(a.first().get(i), a.second().get(i)));
  }

  /** A product with a number is cheaper than one with a constant element. */
  static <T> List<T> times(Application<T> a) {
    return each(a, i -> a.first().times(i, a.second(), i));
  }

  static <T> List<T> offset(Application<T> a) {
    double number = a.number();
    return each(a, i -> a.field().plus(a.first().get(i), number));
  }

  static <T> List<T> multiple(Application<T> a) {
    double number = a.number();
    return each(a, i -> a.field().times(a.first().get(i), number));
  }

  static <T> List<T> power(Application<T> a) {
    double exponent = a.number();
    return each(a, i -> a.field().pow(a.first().get(i), exponent));
  }

  /** Nothing comes from the mask, nor from the branch that an element is not taken from. */
  static <T> List<T> where(Application<T> a) {
    return each(a, i -> a.operands().get(a.first().value(i) != 0 ? 1 : 2).get(i));
  }

  /** Two products, the zeros of each being strong. */
  static <T> List<T> scaledSum(Application<T> a) {
    List<Operand<T>> of = a.operands();
    return each(
        a,
        i ->
            a.field()
                .plus(
                    Slopes.scaled(a.field(), of.get(0).get(i), of.get(1).get(i)),
                    Slopes.scaled(a.field(), of.get(2).get(i), of.get(3).get(i))));
  }

  /** Derivatives that take the result along, which is a function of the argument here. */
  static <T> @Nullable List<T> slope(Application<T> a) {
    UnaryOperator<T> slope = Slopes.ofOne(a.field(), a.primitive().name());
    return slope == null ? null : each(a, i -> slope.apply(a.first().get(i)));
  }

  static <T> @Nullable List<T> hypotSlope(Application<T> a) {
    UnaryOperator<T> sqrt = a.field().function("sqrt");
    return sqrt == null
        ? null
        : each(a, i -> Slopes.ofHypot(a.field(), sqrt, a.first().get(i), a.second().get(i)));
  }

  static <T> List<T> atan2Slope(Application<T> a) {
    return each(a, i -> Slopes.ofAtan2(a.field(), a.first().get(i), a.second().get(i)));
  }

  static <T> List<T> constantMinusSquare(Application<T> a) {
    String name = a.primitive().name();
    double constant = Double.parseDouble(name.substring(0, name.indexOf('-', 1)));
    return each(a, i -> Slopes.constantMinusSquare(a.field(), constant, a.first().get(i)));
  }

  private static <T> List<T> each(Application<T> a, IntFunction<T> element) {
    List<T> result = new ArrayList<>(a.shape().size());
    for (int i = 0; i < a.shape().size(); i++) {
      result.add(element.apply(i));
    }
    return result;
  }
}
