package org.fluxion.scalar;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The elementwise primitives: those that elements have, and those that are put together from them
 * such that neither value nor derivatives cancel or overflow where the exact ones do not.
 */
final class Functions {
  private Functions() {}

  /** {@return the function of one element by that name, or null where the elements lack it} */
  static <T> @Nullable UnaryOperator<T> ofOne(ScalarField<T> field, String name) {
    return switch (name) {
      case "unaryMinus" -> field::unaryMinus;
      case "abs" -> x -> Kinks.abs(field, x);
      case "relu" -> x -> Kinks.relu(field, x);
      case "square" -> x -> field.times(x, x);
      case "reciprocal" -> x -> field.div(field.constant(1), x);
      case "sigmoid" -> sigmoid(field);
      case "softplus" -> softplus(field);
      default -> field.function(name);
    };
  }

  /** {@return the function of two elements by that name, or null where the elements lack it} */
  static <T> @Nullable BinaryOperator<T> ofTwo(ScalarField<T> field, String name) {
    return switch (name) {
      case "plus" -> field::plus;
      case "minus" -> field::minus;
      case "div" -> field::div;
      case "scale" -> (a, b) -> Slopes.scaled(field, a, b);
      case "maximum" -> (a, b) -> Kinks.maximum(field, a, b);
      case "minimum" -> (a, b) -> Kinks.minimum(field, a, b);
      case "hypot" -> Slopes.hypot(field);
      default -> field.functionOfTwo(name);
    };
  }

  /**
   * By e^x where 1 + e^x is 1 or nearly so; elsewhere by (1 + tanh(x/2)) / 2, whose derivatives of
   * even order do not cancel at 0.
   */
  private static <T> @Nullable UnaryOperator<T> sigmoid(ScalarField<T> field) {
    UnaryOperator<T> exp = field.function("exp");
    UnaryOperator<T> tanh = field.function("tanh");
    if (exp == null || tanh == null) {
      return null;
    }
    return x -> {
      double value = field.value(x);
      if (Math.abs(value) < 1) {
        return field.plus(field.times(tanh.apply(field.times(x, 0.5)), 0.5), 0.5);
      }
      T e = exp.apply(value > 0 ? field.unaryMinus(x) : x);
      T whole = field.plus(e, 1);
      return value > 0 ? field.div(field.constant(1), whole) : field.div(e, whole);
    };
  }

  /** max(x, 0) + log(1 + e^−|x|). */
  private static <T> @Nullable UnaryOperator<T> softplus(ScalarField<T> field) {
    UnaryOperator<T> exp = field.function("exp");
    UnaryOperator<T> log1p = field.function("log1p");
    if (exp == null || log1p == null) {
      return null;
    }
    return x ->
        field.value(x) > 0
            ? field.plus(x, log1p.apply(exp.apply(field.unaryMinus(x))))
            : log1p.apply(exp.apply(x));
  }
}
