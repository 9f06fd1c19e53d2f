package org.fluxion.backend.hipparchus;

import java.util.function.UnaryOperator;
import org.hipparchus.CalculusFieldElement;
import org.jspecify.annotations.Nullable;

/**
 * Hipparchus' functions, which give value and derivatives of every order, put differently where
 * their derivatives would cancel, overflow or underflow.
 */
final class Adapted {
  /** Below it 1 − x² and 1 − tanh² x lose no digit. */
  private static final double SMALL = 0.5;

  /** Squares of numbers between 2⁻⁵⁰⁰ and 2⁵⁰⁰ are in range. */
  private static final int IN_RANGE = 500;

  private static final int SHIFT = 600;

  private Adapted() {}

  /** {@return the function that a primitive is named after, or null where Hipparchus has none} */
  static <T extends CalculusFieldElement<T>> @Nullable UnaryOperator<T> ofOne(String name) {
    return switch (name) {
      case "exp" -> T::exp;
      case "expm1" -> T::expm1;
      case "log" -> x -> fromAbove(x).log();
      case "log1p" -> T::log1p;
      case "sqrt" -> x -> fromAbove(x).sqrt();
      case "cbrt" -> T::cbrt;
      case "sin" -> T::sin;
      case "cos" -> T::cos;
      case "tan" -> T::tan;
      case "asin" -> Adapted::asin;
      case "acos" -> Adapted::acos;
      case "atan" -> Adapted::atan;
      case "sinh" -> T::sinh;
      case "cosh" -> T::cosh;
      case "tanh" -> Adapted::tanh;
      default -> null;
    };
  }

  /** {@return the same, with +0 for −0, at which a slope would be −∞} */
  private static <T extends CalculusFieldElement<T>> T fromAbove(T x) {
    return x.getReal() == 0 ? x.add(0.0) : x;
  }

  /** {@return √(1 − x²), where the difference does not cancel} */
  private static <T extends CalculusFieldElement<T>> T cosineOf(T x) {
    return x.add(1).multiply(x.negate().add(1)).sqrt();
  }

  private static <T extends CalculusFieldElement<T>> T asin(T x) {
    return Math.abs(x.getReal()) <= SMALL ? x.asin() : x.atan2(cosineOf(x));
  }

  private static <T extends CalculusFieldElement<T>> T acos(T x) {
    return Math.abs(x.getReal()) <= SMALL ? x.acos() : cosineOf(x).atan2(x);
  }

  /** By π/2 − atan(1/x) where x² might overflow. */
  private static <T extends CalculusFieldElement<T>> T atan(T x) {
    double value = x.getReal();
    return Math.abs(value) > 1
        ? x.reciprocal().atan().negate().add(Math.copySign(Math.PI / 2, value))
        : x.atan();
  }

  /** By 2 / (1 + e^(−2|x|)) − 1 where 1 − tanh² x would cancel. */
  private static <T extends CalculusFieldElement<T>> T tanh(T x) {
    double value = x.getReal();
    if (!(Math.abs(value) > SMALL)) {
      return x.tanh();
    }
    T whole = x.multiply(value > 0 ? -2 : 2).exp().add(1);
    T size = whole.reciprocal().multiply(2).subtract(1);
    return value > 0 ? size : size.negate();
  }

  /** {@return the angle, of which squares are in range; constant at the origin and at infinity} */
  static <T extends CalculusFieldElement<T>> T atan2(T y, T x) {
    double size = Math.max(Math.abs(y.getReal()), Math.abs(x.getReal()));
    if (size == 0 || Double.isInfinite(size)) {
      return y.newInstance(Math.atan2(y.getReal(), x.getReal()));
    }
    int exponent = Math.getExponent(size);
    if (Math.abs(exponent) <= IN_RANGE) {
      return y.atan2(x);
    }
    int shift = exponent > 0 ? -SHIFT : SHIFT;
    return y.scalb(shift).atan2(x.scalb(shift));
  }
}
