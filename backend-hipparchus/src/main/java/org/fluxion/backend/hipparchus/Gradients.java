package org.fluxion.backend.hipparchus;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.differentiation.Gradient;
import org.jspecify.annotations.Nullable;

/**
 * Hipparchus' numbers with first derivatives.
 *
 * <p>Hipparchus computes; what comes out as NaN is computed again with strong zeros, and what
 * overflows or cancels in its formulas is put differently. A product of the 0 in one direction with
 * an infinite slope, as at √0, is the usual case.
 */
record Gradients(int directions) implements Derived<Gradient, Double> {
  @Override
  public Gradient constant(double value) {
    return Gradient.constant(directions, value);
  }

  @Override
  public Gradient element(Double primal, List<Double> tangents) {
    double[] gradient = new double[directions];
    for (int i = 0; i < directions; i++) {
      gradient[i] = tangents.get(i);
    }
    return new Gradient(primal, gradient);
  }

  @Override
  public Double primal(Gradient element) {
    return element.getValue();
  }

  @Override
  public Double tangent(Gradient element, int direction) {
    return element.getPartialDerivative(direction);
  }

  @Override
  public double value(Gradient element) {
    return element.getValue();
  }

  @Override
  public boolean isNaN(Gradient element) {
    boolean isNaN = Double.isNaN(element.getValue());
    for (int i = 0; i < directions && !isNaN; i++) {
      isNaN = Double.isNaN(element.getPartialDerivative(i));
    }
    return isNaN;
  }

  @Override
  public boolean isZero(Gradient element) {
    boolean isZero = element.getValue() == 0;
    for (int i = 0; i < directions && isZero; i++) {
      isZero = element.getPartialDerivative(i) == 0;
    }
    return isZero;
  }

  @Override
  public Gradient plus(Gradient a, Gradient b) {
    return a.add(b);
  }

  @Override
  public Gradient plus(Gradient a, double number) {
    return a.add(number);
  }

  @Override
  public Gradient minus(Gradient a, Gradient b) {
    return a.subtract(b);
  }

  @Override
  public Gradient unaryMinus(Gradient a) {
    return a.negate();
  }

  @Override
  public Gradient times(Gradient a, Gradient b) {
    Gradient product = a.multiply(b);
    return isNaN(product)
        ? combined(a.getValue() * b.getValue(), b.getValue(), a, a.getValue(), b)
        : product;
  }

  @Override
  public Gradient times(Gradient a, double number) {
    Gradient product = a.multiply(number);
    return isNaN(product) ? composed(a.getValue() * number, number, a) : product;
  }

  @Override
  public Gradient scale(Gradient a, Gradient b) {
    return combined(strong(a.getValue(), b.getValue()), b.getValue(), a, a.getValue(), b);
  }

  /** With q = a / b, the derivative is (a' − q b') / b, which does not square b. */
  @Override
  public Gradient div(Gradient a, Gradient b) {
    double divisor = b.getValue();
    double quotient = a.getValue() / divisor;
    Gradient result = a.subtract(b.multiply(quotient)).divide(divisor).withValue(quotient);
    return isNaN(result) ? combined(quotient, 1 / divisor, a, -(quotient / divisor), b) : result;
  }

  @Override
  public Gradient pow(Gradient a, double exponent) {
    if (exponent == 0) {
      return constant(1);
    }
    double value = a.getValue();
    return composed(Math.pow(value, exponent), exponent * Math.pow(value, exponent - 1), a);
  }

  private Gradient pow(Gradient a, Gradient b) {
    double base = a.getValue();
    double exponent = b.getValue();
    double power = Math.pow(base, exponent);
    double byBase = strong(exponent, Math.pow(base, exponent - 1));
    return combined(power, byBase, a, strong(power, Math.log(base)), b);
  }

  @Override
  public @Nullable UnaryOperator<Gradient> function(String name) {
    UnaryOperator<Gradient> function = Adapted.ofOne(name);
    return function == null
        ? null
        : x -> {
          Gradient y = function.apply(x);
          return isNaN(y) ? stillWhere(y, List.of(x)) : y;
        };
  }

  @Override
  public @Nullable BinaryOperator<Gradient> functionOfTwo(String name) {
    return switch (name) {
      case "pow" -> this::pow;
      case "atan2" ->
          (y, x) -> {
            Gradient angle = Adapted.atan2(y, x);
            return isNaN(angle) ? stillWhere(angle, List.of(y, x)) : angle;
          };
      default -> null;
    };
  }

  @Override
  public Gradient stillWhere(Gradient result, List<Gradient> arguments) {
    double[] gradient = result.getGradient();
    for (int i = 0; i < directions; i++) {
      int direction = i;
      if (arguments.stream().allMatch(x -> x.getPartialDerivative(direction) == 0)) {
        gradient[i] = 0;
      }
    }
    return new Gradient(result.getValue(), gradient);
  }

  /** {@return a function of x from its value and slope} */
  private Gradient composed(double value, double slope, Gradient x) {
    Gradient result = x.compose(value, slope);
    return isNaN(result) ? combined(value, slope, x, 0, x) : result;
  }

  /** {@return a function of a and b from its value and slopes} */
  private Gradient combined(double value, double byA, Gradient a, double byB, Gradient b) {
    double[] gradient = new double[directions];
    for (int i = 0; i < directions; i++) {
      gradient[i] = strong(byA, a.getPartialDerivative(i)) + strong(byB, b.getPartialDerivative(i));
    }
    return new Gradient(value, gradient);
  }

  private static double strong(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}
