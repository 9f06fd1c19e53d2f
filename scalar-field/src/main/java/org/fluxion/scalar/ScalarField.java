package org.fluxion.scalar;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of an engine can do: numbers that carry something besides their value, such as
 * derivatives.
 *
 * <p>Meant to be implemented by engines of scalars. Only arithmetic is asked for; a function that
 * the elements lack is refused by its name where a program applies it. What can be said with the
 * elements' own functions is put together by {@link FieldInterpreter}: {@code sigmoid} from {@code
 * exp} and {@code tanh}, {@code norm} from {@code sqrt}, a determinant from arithmetic.
 *
 * <p>Where a factor is 0, a derivative that carries an infinite slope has to come out as 0: zeros
 * are strong, see docs/conventions.md.
 *
 * @param <T> the elements; immutable
 */
public interface ScalarField<T> {
  /** {@return an element that depends on nothing} */
  T constant(double value);

  /** {@return the number that an element stands for; branches and pivots are chosen by it} */
  double value(T element);

  /** {@return a + b} */
  T plus(T a, T b);

  /** {@return a + number} */
  default T plus(T a, double number) {
    return plus(a, constant(number));
  }

  /** {@return a − b} */
  T minus(T a, T b);

  /** {@return −a} */
  default T unaryMinus(T a) {
    return times(a, -1);
  }

  /** {@return a · b} */
  T times(T a, T b);

  /** {@return a · number} */
  T times(T a, double number);

  /** {@return a / b} */
  T div(T a, T b);

  /** {@return a to one power; a⁰ is 1 with derivative 0, also at a = 0} */
  T pow(T a, double exponent);

  /**
   * {@return a function of one element, or null where the elements lack it}
   *
   * @param name of the primitive: {@code exp}, {@code expm1}, {@code log}, {@code log1p}, {@code
   *     sqrt}, {@code cbrt}, {@code sin}, {@code cos}, {@code tan}, {@code asin}, {@code acos},
   *     {@code atan}, {@code sinh}, {@code cosh}, {@code tanh}, {@code erf}, {@code gelu}, {@code
   *     lgamma} or {@code digamma}
   */
  @Nullable UnaryOperator<T> function(String name);

  /**
   * {@return a function of two elements, or null where the elements lack it}
   *
   * @param name of the primitive: {@code pow} or {@code atan2}
   */
  @Nullable BinaryOperator<T> functionOfTwo(String name);
}
