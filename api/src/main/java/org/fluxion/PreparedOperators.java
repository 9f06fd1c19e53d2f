package org.fluxion;

import org.fluxion.internal.structure.Structure;
import org.fluxion.tensor.Tensor;

/**
 * The prepared operators: each checks its arguments against the preparation and calls its operator.
 */
final class PreparedOperators {
  private PreparedOperators() {}

  /** Prepared {@code gradient}. */
  record Gradient<X>(Preparation<X> preparation) implements PreparedGradient<X> {
    @Override
    public X at(X x) {
      return FirstOrder.gradient(preparation.at(x));
    }

    @Override
    public ValueAndGradient<X> withValueAt(X x) {
      return FirstOrder.valueAndGradient(preparation.at(x));
    }

    @Override
    public double into(double[] x, double[] gradient) {
      X point = preparation.point(x);
      preparation.requireLength("gradient", x.length, gradient);
      ValueAndGradient<X> both = withValueAt(point);
      preparation.copy("gradient", (Tensor) both.gradient(), gradient);
      return preparation.plain("value", both.value()).item();
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code gradient} of a function with parameters. */
  record GradientWithParams<X, P>(
      Preparation<X> preparation, WithParams<X, P> f, Structure<P> preparedParameters)
      implements PreparedGradientWithParams<X, P> {
    @Override
    public X at(X x, P ps) {
      return FirstOrder.gradient(call(x, ps));
    }

    @Override
    public ValueAndGradient<X> withValueAt(X x, P ps) {
      return FirstOrder.valueAndGradient(call(x, ps));
    }

    private Call<X> call(X x, P ps) {
      String operator = preparation.operator();
      Structure<P> given =
          Structure.of(operator, "parameters", Call.requireGiven(operator, "parameters", ps));
      preparedParameters.requireLike(given, "prepared", "given");
      return preparation.with(new FixedParams<>(f, ps), x);
    }

    @Override
    public String toString() {
      return preparation + " and parameters " + preparedParameters.describe();
    }
  }

  /** Prepared {@code jacobian}. */
  record Jacobian(Preparation<Tensor> preparation) implements PreparedJacobian {
    @Override
    public Tensor at(Tensor x) {
      return Jacobians.jacobian(preparation.at(x));
    }

    @Override
    public ValueAndJacobian withValueAt(Tensor x) {
      return Jacobians.valueAndJacobian(preparation.at(x));
    }

    @Override
    public void into(double[] x, double[] value, double[] jacobian) {
      ValueAndJacobian both = withValueAt(preparation.point(x));
      preparation.requireLength("value", both.value().size(), value);
      preparation.requireLength("jacobian", both.jacobian().size(), jacobian);
      preparation.copy("value", both.value(), value);
      preparation.copy("jacobian", both.jacobian(), jacobian);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code hessian}. */
  record Hessian(Preparation<Tensor> preparation) implements PreparedHessian {
    @Override
    public Tensor at(Tensor x) {
      return SecondOrder.hessian(preparation.at(x));
    }

    @Override
    public ValueGradientAndHessian withValueAt(Tensor x) {
      return SecondOrder.valueGradientAndHessian(preparation.at(x));
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code hvp}. */
  record Hvp<X>(Preparation<X> preparation) implements PreparedHvp<X> {
    @Override
    public X at(X x, X vector) {
      return SecondOrder.hvp(preparation.at(x), vector);
    }

    @Override
    public GradientAndHvp<X> withGradientAt(X x, X vector) {
      return SecondOrder.gradientAndHvp(preparation.at(x), vector);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code pushforward}. */
  record Pushforward<X>(Preparation<X> preparation) implements PreparedPushforward<X> {
    @Override
    public Tensor at(X x, X tangent) {
      return FirstOrder.pushforward(preparation.at(x), tangent);
    }

    @Override
    public ValueAndPushforward withValueAt(X x, X tangent) {
      return FirstOrder.valueAndPushforward(preparation.at(x), tangent);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code pullback}. */
  record Pullback<X>(Preparation<X> preparation) implements PreparedPullback<X> {
    @Override
    public X at(X x, Tensor cotangent) {
      return FirstOrder.pullback(preparation.at(x), cotangent);
    }

    @Override
    public ValueAndPullback<X> withValueAt(X x, Tensor cotangent) {
      return FirstOrder.valueAndPullback(preparation.at(x), cotangent);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }
}
