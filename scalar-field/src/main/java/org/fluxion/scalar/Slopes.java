package org.fluxion.scalar;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the library's own derivatives are made of, which elements meet where they differentiate the
 * derivative that another backend took.
 */
final class Slopes {
  private Slopes() {}

  /** {@return a · b, and 0 where either is, whatever the other is} */
  static <T> T scaled(ScalarField<T> field, T a, T b) {
    T product = field.times(a, b);
    boolean isZero = field.value(a) == 0 || field.value(b) == 0;
    return isZero && Double.isNaN(field.value(product)) ? field.constant(0) : product;
  }

  static <T> @Nullable BinaryOperator<T> hypot(ScalarField<T> field) {
    UnaryOperator<T> sqrt = field.function("sqrt");
    return sqrt == null ? null : (a, b) -> Lengths.of(field, sqrt, List.of(a, b));
  }

  /** {@return p / √(p² + q²), and 0 at the origin} */
  static <T> T ofHypot(ScalarField<T> field, UnaryOperator<T> sqrt, T p, T q) {
    T length = Lengths.of(field, sqrt, List.of(p, q));
    return field.value(length) == 0 ? field.constant(0) : field.div(p, length);
  }

  /** {@return p / (p² + q²), and 0 at the origin; by R. L. Smith's way of dividing} */
  static <T> T ofAtan2(ScalarField<T> field, T p, T q) {
    double size = Math.abs(field.value(p));
    if (size == 0 && field.value(q) == 0) {
      return field.constant(0);
    }
    if (size >= Math.abs(field.value(q))) {
      return field.div(field.constant(1), field.plus(p, field.times(q, field.div(q, p))));
    }
    T ratio = field.div(p, q);
    return field.div(ratio, field.plus(q, field.times(p, ratio)));
  }

  /** {@return the derivative of a function at an element, by its primitive's name; null if none} */
  static <T> @Nullable UnaryOperator<T> ofOne(ScalarField<T> field, String name) {
    return switch (name) {
      case "tanhSlope" -> tanh(field, 1);
      // σ' = (1 − tanh²(x/2)) / 4
      case "sigmoidSlope" -> {
        UnaryOperator<T> tanh = tanh(field, 0.5);
        yield tanh == null ? null : x -> field.times(tanh.apply(x), 0.25);
      }
      case "atanSlope" -> x -> atan(field, x);
      case "reciprocalFromAbove" -> x -> field.div(field.constant(1), field.plus(x, 0));
      case "cbrtSlope" -> cbrt(field);
      default -> null;
    };
  }

  /** 1 − tanh²(ax), and 4e / (1 + e)² with e = e^(−2a|x|) where that would cancel. */
  private static <T> @Nullable UnaryOperator<T> tanh(ScalarField<T> field, double a) {
    UnaryOperator<T> exp = field.function("exp");
    UnaryOperator<T> tanh = field.function("tanh");
    if (exp == null || tanh == null) {
      return null;
    }
    return x -> {
      double value = a * field.value(x);
      if (Math.abs(value) < 0.5) {
        T y = tanh.apply(field.times(x, a));
        return field.plus(field.unaryMinus(field.times(y, y)), 1);
      }
      T e = exp.apply(field.times(x, value > 0 ? -2 * a : 2 * a));
      T whole = field.plus(e, 1);
      return field.div(field.times(e, 4), field.times(whole, whole));
    };
  }

  /** 1 / (1 + x²), and u² / (1 + u²) with u = 1/x where x² would overflow. */
  private static <T> T atan(ScalarField<T> field, T x) {
    boolean isLarge = Math.abs(field.value(x)) > 1;
    T small = isLarge ? field.div(field.constant(1), x) : x;
    T square = field.times(small, small);
    return field.div(isLarge ? square : field.constant(1), field.plus(square, 1));
  }

  /** 1 / 3x^⅔. */
  private static <T> @Nullable UnaryOperator<T> cbrt(ScalarField<T> field) {
    UnaryOperator<T> cbrt = field.function("cbrt");
    if (cbrt == null) {
      return null;
    }
    return x -> {
      T root = cbrt.apply(x);
      return field.div(field.constant(1), field.times(field.times(root, root), 3));
    };
  }

  /** {@return c − x², as (1 − x)(1 + x) where c is 1 and the difference would cancel} */
  static <T> T constantMinusSquare(ScalarField<T> field, double constant, T x) {
    if (constant == 1 && Math.abs(field.value(x)) > 0.5) {
      return field.times(field.plus(field.unaryMinus(x), 1), field.plus(x, 1));
    }
    return field.plus(field.unaryMinus(field.times(x, x)), constant);
  }
}
