package org.fluxion.scalar;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The first coefficients of a Taylor series: an engine that carries something else than slopes. */
record Jet(double[] coefficients) {
  static final int LENGTH = 5;
  static final ScalarField<Jet> FIELD = new Field();

  /** {@return the series of x around a point} */
  static Jet variable(double point) {
    double[] coefficients = new double[LENGTH];
    coefficients[0] = point;
    coefficients[1] = 1;
    return new Jet(coefficients);
  }

  /** Arithmetic, and the exponential function. */
  private static final class Field implements ScalarField<Jet> {
    @Override
    public Jet constant(double value) {
      double[] coefficients = new double[LENGTH];
      coefficients[0] = value;
      return new Jet(coefficients);
    }

    @Override
    public double value(Jet element) {
      return element.coefficients[0];
    }

    @Override
    public Jet plus(Jet a, Jet b) {
      double[] sum = new double[LENGTH];
      Arrays.setAll(sum, i -> a.coefficients[i] + b.coefficients[i]);
      return new Jet(sum);
    }

    @Override
    public Jet minus(Jet a, Jet b) {
      return plus(a, times(b, -1));
    }

    @Override
    public Jet times(Jet a, Jet b) {
      double[] product = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        for (int k = 0; k <= i; k++) {
          product[i] += a.coefficients[k] * b.coefficients[i - k];
        }
      }
      return new Jet(product);
    }

    @Override
    public Jet times(Jet a, double number) {
      return new Jet(Arrays.stream(a.coefficients).map(c -> c * number).toArray());
    }

    @Override
    public Jet div(Jet a, Jet b) {
      double[] quotient = new double[LENGTH];
      for (int i = 0; i < LENGTH; i++) {
        double rest = a.coefficients[i];
        for (int k = 0; k < i; k++) {
          rest -= quotient[k] * b.coefficients[i - k];
        }
        quotient[i] = rest / b.coefficients[0];
      }
      return new Jet(quotient);
    }

    @Override
    public Jet pow(Jet a, double exponent) {
      Jet power = constant(1);
      for (int i = 0; i < exponent; i++) {
        power = times(power, a);
      }
      return power;
    }

    @Override
    public @Nullable UnaryOperator<Jet> function(String name) {
      return name.equals("exp") ? this::exp : null;
    }

    /** y' = x' y, coefficient by coefficient. */
    private Jet exp(Jet x) {
      double[] y = new double[LENGTH];
      y[0] = Math.exp(x.coefficients[0]);
      for (int i = 1; i < LENGTH; i++) {
        for (int k = 1; k <= i; k++) {
          y[i] += k * x.coefficients[k] * y[i - k] / i;
        }
      }
      return new Jet(y);
    }

    @Override
    public @Nullable BinaryOperator<Jet> functionOfTwo(String name) {
      return null;
    }
  }
}
