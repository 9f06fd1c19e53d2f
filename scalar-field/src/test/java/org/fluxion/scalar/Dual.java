package org.fluxion.scalar;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A number with a slope: the smallest engine there is. */
record Dual(double value, double slope) {
  /** All functions that elements are asked for, but for the special ones. */
  static final ScalarField<Dual> FIELD = new Field();

  private Dual of(double result, double derivative) {
    return new Dual(result, slope == 0 ? 0 : derivative * slope);
  }

  /** What it can do. */
  private static final class Field implements ScalarField<Dual> {
    @Override
    public Dual constant(double value) {
      return new Dual(value, 0);
    }

    @Override
    public double value(Dual element) {
      return element.value;
    }

    @Override
    public Dual plus(Dual a, Dual b) {
      return new Dual(a.value + b.value, a.slope + b.slope);
    }

    @Override
    public Dual minus(Dual a, Dual b) {
      return new Dual(a.value - b.value, a.slope - b.slope);
    }

    @Override
    public Dual times(Dual a, Dual b) {
      return new Dual(a.value * b.value, a.slope * b.value + a.value * b.slope);
    }

    @Override
    public Dual times(Dual a, double number) {
      return new Dual(a.value * number, a.slope * number);
    }

    @Override
    public Dual div(Dual a, Dual b) {
      double quotient = a.value / b.value;
      return new Dual(quotient, (a.slope - quotient * b.slope) / b.value);
    }

    @Override
    public Dual pow(Dual a, double p) {
      return p == 0 ? constant(1) : a.of(Math.pow(a.value, p), p * Math.pow(a.value, p - 1));
    }

    @Override
    public @Nullable UnaryOperator<Dual> function(String name) {
      return switch (name) {
        case "exp" -> x -> x.of(Math.exp(x.value), Math.exp(x.value));
        case "expm1" -> x -> x.of(Math.expm1(x.value), Math.exp(x.value));
        case "log" -> x -> x.of(Math.log(x.value), 1 / x.value);
        case "log1p" -> x -> x.of(Math.log1p(x.value), 1 / (1 + x.value));
        case "sqrt" -> x -> x.of(Math.sqrt(x.value), 0.5 / Math.sqrt(x.value));
        case "cbrt" -> x -> x.of(Math.cbrt(x.value), 1 / (3 * Math.pow(Math.cbrt(x.value), 2)));
        case "sin" -> x -> x.of(Math.sin(x.value), Math.cos(x.value));
        case "cos" -> x -> x.of(Math.cos(x.value), -Math.sin(x.value));
        case "tanh" -> x -> x.of(Math.tanh(x.value), 1 - Math.pow(Math.tanh(x.value), 2));
        default -> null;
      };
    }

    @Override
    public @Nullable BinaryOperator<Dual> functionOfTwo(String name) {
      return null;
    }
  }
}
