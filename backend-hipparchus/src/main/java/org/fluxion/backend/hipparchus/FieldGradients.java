package org.fluxion.backend.hipparchus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.util.MathArrays;
import org.jspecify.annotations.Nullable;

/**
 * Hipparchus' elements with first derivatives over elements of another kind: over gradients they
 * give second derivatives, over tensors they carry what outer derivatives watch.
 *
 * <p>As in {@link Gradients}, Hipparchus computes, and what comes out as NaN is computed again with
 * strong zeros.
 *
 * @param inner what the elements are made of
 */
record FieldGradients<S extends CalculusFieldElement<S>>(StrongField<S> inner, int directions)
    implements Derived<FieldGradient<S>, S> {
  @Override
  public FieldGradient<S> constant(double value) {
    return FieldGradient.constant(directions, inner.constant(value));
  }

  @Override
  public FieldGradient<S> element(S primal, List<S> tangents) {
    S[] gradient = MathArrays.buildArray(primal.getField(), directions);
    for (int i = 0; i < directions; i++) {
      gradient[i] = tangents.get(i);
    }
    return new FieldGradient<>(primal, gradient);
  }

  @Override
  public S primal(FieldGradient<S> element) {
    return element.getValue();
  }

  @Override
  public S tangent(FieldGradient<S> element, int direction) {
    return element.getPartialDerivative(direction);
  }

  @Override
  public double value(FieldGradient<S> element) {
    return inner.value(element.getValue());
  }

  @Override
  public boolean isNaN(FieldGradient<S> element) {
    boolean isNaN = inner.isNaN(element.getValue());
    for (int i = 0; i < directions && !isNaN; i++) {
      isNaN = inner.isNaN(element.getPartialDerivative(i));
    }
    return isNaN;
  }

  @Override
  public boolean isZero(FieldGradient<S> element) {
    boolean isZero = inner.isZero(element.getValue());
    for (int i = 0; i < directions && isZero; i++) {
      isZero = inner.isZero(element.getPartialDerivative(i));
    }
    return isZero;
  }

  @Override
  public FieldGradient<S> plus(FieldGradient<S> a, FieldGradient<S> b) {
    return a.add(b);
  }

  @Override
  public FieldGradient<S> plus(FieldGradient<S> a, double number) {
    return a.add(number);
  }

  @Override
  public FieldGradient<S> minus(FieldGradient<S> a, FieldGradient<S> b) {
    return a.subtract(b);
  }

  @Override
  public FieldGradient<S> unaryMinus(FieldGradient<S> a) {
    return a.negate();
  }

  @Override
  public FieldGradient<S> times(FieldGradient<S> a, FieldGradient<S> b) {
    FieldGradient<S> product = a.multiply(b);
    if (!isNaN(product)) {
      return product;
    }
    S value = inner.times(a.getValue(), b.getValue());
    return combined(value, b.getValue(), a, a.getValue(), b);
  }

  @Override
  public FieldGradient<S> times(FieldGradient<S> a, double number) {
    FieldGradient<S> product = a.multiply(number);
    return isNaN(product)
        ? composed(inner.times(a.getValue(), number), inner.constant(number), a)
        : product;
  }

  @Override
  public FieldGradient<S> scale(FieldGradient<S> a, FieldGradient<S> b) {
    S value = inner.scale(a.getValue(), b.getValue());
    return combined(value, b.getValue(), a, a.getValue(), b);
  }

  /** With q = a / b, the derivative is (a' − q b') / b, which does not square b. */
  @Override
  public FieldGradient<S> div(FieldGradient<S> a, FieldGradient<S> b) {
    S divisor = b.getValue();
    S quotient = inner.div(a.getValue(), divisor);
    S byA = inner.div(inner.constant(1), divisor);
    S byB = inner.unaryMinus(inner.div(quotient, divisor));
    return combined(quotient, byA, a, byB, b);
  }

  @Override
  public FieldGradient<S> pow(FieldGradient<S> a, double exponent) {
    if (exponent == 0) {
      return constant(1);
    }
    S value = a.getValue();
    S slope = inner.times(inner.pow(value, exponent - 1), exponent);
    return composed(inner.pow(value, exponent), slope, a);
  }

  private FieldGradient<S> pow(
      BinaryOperator<S> pow, UnaryOperator<S> log, FieldGradient<S> a, FieldGradient<S> b) {
    S base = a.getValue();
    S exponent = b.getValue();
    S power = pow.apply(base, exponent);
    S byBase = inner.scale(exponent, pow.apply(base, inner.plus(exponent, -1)));
    return combined(power, byBase, a, inner.scale(power, log.apply(base)), b);
  }

  @Override
  public @Nullable UnaryOperator<FieldGradient<S>> function(String name) {
    UnaryOperator<FieldGradient<S>> function = Adapted.ofOne(name);
    return function == null
        ? null
        : x -> {
          FieldGradient<S> steep = inner.value(x.getValue()) == 0 ? atZero(name, x) : null;
          FieldGradient<S> y = steep == null ? function.apply(x) : steep;
          return isNaN(y) ? stillWhere(y, List.of(x)) : y;
        };
  }

  /**
   * {@return a function with an infinite slope at 0, by powers, whose zeros are strong; or null}
   */
  private @Nullable FieldGradient<S> atZero(String name, FieldGradient<S> x) {
    FieldGradient<S> fromAbove = x.add(0.0);
    return switch (name) {
      case "sqrt" -> pow(fromAbove, 1.0 / 2);
      case "cbrt" -> pow(fromAbove, 1.0 / 3);
      case "log" -> {
        UnaryOperator<S> log = inner.function("log");
        S value = fromAbove.getValue();
        yield log == null ? null : composed(log.apply(value), inner.pow(value, -1), x);
      }
      default -> null;
    };
  }

  @Override
  public @Nullable BinaryOperator<FieldGradient<S>> functionOfTwo(String name) {
    BinaryOperator<S> pow = inner.functionOfTwo("pow");
    UnaryOperator<S> log = inner.function("log");
    return switch (name) {
      case "pow" -> pow == null || log == null ? null : (a, b) -> pow(pow, log, a, b);
      case "atan2" ->
          (y, x) -> {
            FieldGradient<S> angle = Adapted.atan2(y, x);
            return isNaN(angle) ? stillWhere(angle, List.of(y, x)) : angle;
          };
      default -> null;
    };
  }

  @Override
  public FieldGradient<S> stillWhere(FieldGradient<S> result, List<FieldGradient<S>> arguments) {
    List<S> primals = new ArrayList<>();
    arguments.forEach(x -> primals.add(x.getValue()));
    List<S> tangents = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      List<S> moving = new ArrayList<>(primals);
      boolean isStill = true;
      for (FieldGradient<S> x : arguments) {
        moving.add(x.getPartialDerivative(i));
        isStill &= inner.isZero(x.getPartialDerivative(i));
      }
      tangents.add(
          isStill ? inner.constant(0) : inner.stillWhere(result.getPartialDerivative(i), moving));
    }
    return element(inner.stillWhere(result.getValue(), primals), tangents);
  }

  /** {@return a function of x from its value and slope} */
  private FieldGradient<S> composed(S value, S slope, FieldGradient<S> x) {
    FieldGradient<S> result = x.compose(value, slope);
    return isNaN(result) ? combined(value, slope, x, inner.constant(0), x) : result;
  }

  /** {@return a function of a and b from its value and slopes} */
  private FieldGradient<S> combined(S value, S byA, FieldGradient<S> a, S byB, FieldGradient<S> b) {
    List<S> tangents = new ArrayList<>();
    for (int i = 0; i < directions; i++) {
      S alongA = inner.scale(byA, a.getPartialDerivative(i));
      S alongB = inner.scale(byB, b.getPartialDerivative(i));
      tangents.add(inner.plus(alongA, alongB));
    }
    return element(value, tangents);
  }
}
