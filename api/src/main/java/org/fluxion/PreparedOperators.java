package org.fluxion;

import org.fluxion.internal.plan.Planned;
import org.fluxion.internal.plan.Workspace;
import org.fluxion.internal.structure.Structure;
import org.fluxion.tensor.Tensor;

/**
 * The prepared operators: each checks its arguments against the preparation and runs the program of
 * its operator.
 */
final class PreparedOperators {
  private PreparedOperators() {}

  /** Prepared {@code gradient}. */
  record Gradient<X>(Preparation<X> preparation, Planned alone, Planned withValue)
      implements PreparedGradient<X> {
    Gradient(Preparation<X> preparation) {
      this(
          preparation,
          preparation.plan((call, none) -> leaves(FirstOrder.gradient(call))),
          preparation.plan((call, none) -> leaves(FirstOrder.valueAndGradient(call))));
    }

    @Override
    public X at(X x) {
      return preparation.prepared().rebuild(preparation.run(alone, x));
    }

    @Override
    public ValueAndGradient<X> withValueAt(X x) {
      Tensor[] both = preparation.run(withValue, x);
      return new ValueAndGradient<>(
          both[0], preparation.prepared().rebuild(TensorLists.behind(1, both)));
    }

    @Override
    public double into(double[] x, double[] gradient) {
      preparation.requirePoint(x);
      preparation.requireLength("gradient", x.length, gradient);
      try (Workspace done = withValue.run(x, 1, gradient)) {
        if (done != null) {
          done.copy(1, gradient);
          return done.scalar(0);
        }
      }
      ValueAndGradient<X> both = withValueAt(preparation.point(x));
      preparation.copy("gradient", (Tensor) both.gradient(), gradient);
      return preparation.plain("value", both.value()).item();
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code gradient} of a function with parameters. */
  record GradientWithParams<X, P>(
      Preparation<X> preparation, Structure<P> parameters, Planned alone, Planned withValue)
      implements PreparedGradientWithParams<X, P> {
    GradientWithParams(Preparation<X> preparation, WithParams<X, P> f, Structure<P> parameters) {
      this(
          preparation,
          parameters,
          preparation.plan(
              tensors -> leaves(FirstOrder.gradient(call(preparation, f, parameters, tensors)))),
          preparation.plan(
              tensors ->
                  leaves(FirstOrder.valueAndGradient(call(preparation, f, parameters, tensors)))));
    }

    private static <X, P> Call<X> call(
        Preparation<X> preparation, WithParams<X, P> f, Structure<P> parameters, Tensor[] tensors) {
      P ps = parameters.rebuild(preparation.behindFirst(tensors));
      X x = preparation.prepared().rebuild(preparation.first(tensors));
      return preparation.call(new FixedParams<>(f, ps), x);
    }

    @Override
    public X at(X x, P ps) {
      return preparation.prepared().rebuild(preparation.run(alone, x, leavesOf(ps)));
    }

    @Override
    public ValueAndGradient<X> withValueAt(X x, P ps) {
      Tensor[] both = preparation.run(withValue, x, leavesOf(ps));
      return new ValueAndGradient<>(
          both[0], preparation.prepared().rebuild(TensorLists.behind(1, both)));
    }

    private Tensor[] leavesOf(P ps) {
      String operator = preparation.operator();
      Structure<P> given =
          Structure.of(operator, "parameters", Call.requireGiven(operator, "parameters", ps));
      parameters.requireLike(given, "prepared", "given");
      return given.leaves();
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation + " and parameters " + parameters.describe();
    }
  }

  /** Prepared {@code jacobian}. */
  record Jacobian(Preparation<Tensor> preparation, Planned alone, Planned withValue)
      implements PreparedJacobian {
    Jacobian(Preparation<Tensor> preparation) {
      this(
          preparation,
          preparation.plan((call, none) -> new Tensor[] {Jacobians.jacobian(call)}),
          preparation.plan(
              (call, none) -> {
                ValueAndJacobian both = Jacobians.valueAndJacobian(call);
                return new Tensor[] {both.value(), both.jacobian()};
              }));
    }

    @Override
    public Tensor at(Tensor x) {
      return preparation.run(alone, x)[0];
    }

    @Override
    public ValueAndJacobian withValueAt(Tensor x) {
      Tensor[] both = preparation.run(withValue, x);
      return new ValueAndJacobian(both[0], both[1]);
    }

    @Override
    public void into(double[] x, double[] value, double[] jacobian) {
      preparation.requirePoint(x);
      try (Workspace done = withValue.run(x, 1, null)) {
        if (done != null) {
          preparation.requireLength("value", done.length(0), value);
          preparation.requireLength("jacobian", done.length(1), jacobian);
          done.copy(0, value);
          done.copy(1, jacobian);
          return;
        }
      }
      ValueAndJacobian both = withValueAt(preparation.point(x));
      preparation.requireLength("value", both.value().size(), value);
      preparation.requireLength("jacobian", both.jacobian().size(), jacobian);
      preparation.copy("value", both.value(), value);
      preparation.copy("jacobian", both.jacobian(), jacobian);
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code hessian}. */
  record Hessian(Preparation<Tensor> preparation, Planned alone, Planned withValue)
      implements PreparedHessian {
    Hessian(Preparation<Tensor> preparation) {
      this(
          preparation,
          preparation.plan((call, none) -> new Tensor[] {SecondOrder.hessian(call)}),
          preparation.plan(
              (call, none) -> {
                ValueGradientAndHessian all = SecondOrder.valueGradientAndHessian(call);
                return new Tensor[] {all.value(), all.gradient(), all.hessian()};
              }));
    }

    @Override
    public Tensor at(Tensor x) {
      return preparation.run(alone, x)[0];
    }

    @Override
    public ValueGradientAndHessian withValueAt(Tensor x) {
      Tensor[] all = preparation.run(withValue, x);
      return new ValueGradientAndHessian(all[0], all[1], all[2]);
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code hvp}. */
  record Hvp<X>(Preparation<X> preparation, Planned alone, Planned withGradient)
      implements PreparedHvp<X> {
    Hvp(Preparation<X> preparation) {
      this(
          preparation,
          preparation.plan(
              (call, v) -> leaves(SecondOrder.hvp(call, preparation.prepared().rebuild(v)))),
          preparation.plan(
              (call, v) -> {
                GradientAndHvp<X> both =
                    SecondOrder.gradientAndHvp(call, preparation.prepared().rebuild(v));
                return TensorLists.join(leaves(both.gradient()), leaves(both.hvp()));
              }));
    }

    @Override
    public X at(X x, X vector) {
      Tensor[] direction = preparation.tangent("vector", vector);
      return preparation.prepared().rebuild(preparation.run(alone, x, direction));
    }

    @Override
    public GradientAndHvp<X> withGradientAt(X x, X vector) {
      Tensor[] direction = preparation.tangent("vector", vector);
      Tensor[] both = preparation.run(withGradient, x, direction);
      Structure<X> like = preparation.prepared();
      return new GradientAndHvp<>(
          like.rebuild(TensorLists.first(direction.length, both)),
          like.rebuild(TensorLists.behind(direction.length, both)));
    }

    @Override
    public String describe() {
      return withGradient.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code pushforward}. */
  record Pushforward<X>(Preparation<X> preparation, Planned alone, Planned withValue)
      implements PreparedPushforward<X> {
    Pushforward(Preparation<X> preparation) {
      this(
          preparation,
          preparation.plan(
              (call, t) ->
                  new Tensor[] {FirstOrder.pushforward(call, preparation.prepared().rebuild(t))}),
          preparation.plan(
              (call, t) -> {
                ValueAndPushforward both =
                    FirstOrder.valueAndPushforward(call, preparation.prepared().rebuild(t));
                return new Tensor[] {both.value(), both.tangent()};
              }));
    }

    @Override
    public Tensor at(X x, X tangent) {
      return preparation.run(alone, x, preparation.tangent("tangent", tangent))[0];
    }

    @Override
    public ValueAndPushforward withValueAt(X x, X tangent) {
      Tensor[] both = preparation.run(withValue, x, preparation.tangent("tangent", tangent));
      return new ValueAndPushforward(both[0], both[1]);
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  /** Prepared {@code pullback}. */
  record Pullback<X>(Preparation<X> preparation, Planned alone, Planned withValue)
      implements PreparedPullback<X> {
    Pullback(Preparation<X> preparation) {
      this(
          preparation,
          preparation.plan((call, u) -> leaves(FirstOrder.pullback(call, u[0]))),
          preparation.plan(
              (call, u) -> {
                ValueAndPullback<X> both = FirstOrder.valueAndPullback(call, u[0]);
                return TensorLists.join(both.value(), leaves(both.cotangent()));
              }));
    }

    @Override
    public X at(X x, Tensor cotangent) {
      return preparation.prepared().rebuild(preparation.run(alone, x, given(cotangent)));
    }

    @Override
    public ValueAndPullback<X> withValueAt(X x, Tensor cotangent) {
      Tensor[] both = preparation.run(withValue, x, given(cotangent));
      return new ValueAndPullback<>(
          both[0], preparation.prepared().rebuild(TensorLists.behind(1, both)));
    }

    private Tensor given(Tensor cotangent) {
      return Call.requireGiven(preparation.who(), "cotangent", cotangent);
    }

    @Override
    public String describe() {
      return withValue.describe(alone);
    }

    @Override
    public String toString() {
      return preparation.toString();
    }
  }

  private static <X> Tensor[] leaves(X x) {
    return Structure.of("prepared", "the result", x).leaves();
  }

  private static <X> Tensor[] leaves(ValueAndGradient<X> both) {
    return TensorLists.join(both.value(), leaves(both.gradient()));
  }
}
