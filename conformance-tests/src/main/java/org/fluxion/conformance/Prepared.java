package org.fluxion.conformance;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.GradientAndHvp;
import org.fluxion.PreparedGradient;
import org.fluxion.PreparedHessian;
import org.fluxion.PreparedHvp;
import org.fluxion.PreparedJacobian;
import org.fluxion.PreparedPullback;
import org.fluxion.PreparedPushforward;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueAndJacobian;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.tensor.Tensor;

/** The operators that can be prepared, each with the answers that it has to give at any point. */
record Prepared(String name, int order, Predicate<Problem> applies, Prepare prepare) {

  /** Prepares an operator for points like an example. */
  @FunctionalInterface
  interface Prepare {
    /** {@return what checks the prepared operator at a point} */
    BiConsumer<Subject, Problem> prepare(Backend backend, Differentiable<Tensor> f, Tensor like);
  }

  static final List<Prepared> ALL =
      Stream.of(
              new Prepared("gradient", 1, Problem::isScalar, Prepared::gradient),
              new Prepared("jacobian", 1, p -> true, Prepared::jacobian),
              new Prepared("hessian", 2, p -> p.isScalar() && p.hasSecond(), Prepared::hessian),
              new Prepared("hvp", 2, p -> p.isScalar() && p.hasSecond(), Prepared::hvp),
              new Prepared("pushforward", 1, p -> true, Prepared::pushforward),
              new Prepared("pullback", 1, p -> true, Prepared::pullback))
          .toList();

  private static BiConsumer<Subject, Problem> gradient(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedGradient<Tensor> prepared = Derivatives.prepareGradient(backend, f, like);
    return (s, p) -> {
      ValueAndGradient<Tensor> both = prepared.withValueAt(p.x());
      double[] into = new double[p.x().size()];
      double value = prepared.into(p.x().toArray(), into);
      first(s, p, p.gradient(), prepared.at(p.x()), "gradient");
      first(s, p, p.value(), both.value(), "value");
      first(s, p, p.gradient(), both.gradient(), "gradient with value");
      first(s, p, p.value(), Tensor.scalar(value), "value in place");
      first(s, p, p.gradient().flatten(), Tensor.vector(into), "gradient in place");
    };
  }

  private static BiConsumer<Subject, Problem> jacobian(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedJacobian prepared = Derivatives.prepareJacobian(backend, f, like);
    return (s, p) -> {
      ValueAndJacobian both = prepared.withValueAt(p.x());
      double[] value = new double[p.value().size()];
      double[] jacobian = new double[p.jacobian().size()];
      prepared.into(p.x().toArray(), value, jacobian);
      first(s, p, p.jacobian(), prepared.at(p.x()), "Jacobian");
      first(s, p, p.value(), both.value(), "value");
      first(s, p, p.jacobian(), both.jacobian(), "Jacobian with value");
      first(s, p, p.value().flatten(), Tensor.vector(value), "value in place");
      first(s, p, p.jacobian().flatten(), Tensor.vector(jacobian), "Jacobian in place");
    };
  }

  private static BiConsumer<Subject, Problem> hessian(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedHessian prepared = Derivatives.prepareHessian(backend, f, like);
    return (s, p) -> {
      ValueGradientAndHessian all = prepared.withValueAt(p.x());
      second(s, p, p.hessian(), prepared.at(p.x()), "Hessian");
      first(s, p, p.value(), all.value(), "value");
      first(s, p, p.gradient(), all.gradient(), "gradient with value");
      second(s, p, p.hessian(), all.hessian(), "Hessian with value");
    };
  }

  private static BiConsumer<Subject, Problem> hvp(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedHvp<Tensor> prepared = Derivatives.prepareHvp(backend, f, like);
    return (s, p) -> {
      GradientAndHvp<Tensor> both = prepared.withGradientAt(p.x(), p.tangent());
      second(s, p, p.hvp(), prepared.at(p.x(), p.tangent()), "Hessian times vector");
      first(s, p, p.gradient(), both.gradient(), "gradient");
      second(s, p, p.hvp(), both.hvp(), "Hessian times vector with gradient");
    };
  }

  private static BiConsumer<Subject, Problem> pushforward(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedPushforward<Tensor> prepared = Derivatives.preparePushforward(backend, f, like);
    return (s, p) -> first(s, p, p.pushed(), prepared.at(p.x(), p.tangent()), "tangent");
  }

  private static BiConsumer<Subject, Problem> pullback(
      Backend backend, Differentiable<Tensor> f, Tensor like) {
    PreparedPullback<Tensor> prepared = Derivatives.preparePullback(backend, f, like);
    return (s, p) -> first(s, p, p.pulled(), prepared.at(p.x(), p.cotangent()), "cotangent");
  }

  private static void first(Subject s, Problem p, Tensor expected, Tensor got, String what) {
    Expect.close(expected, got, s.tolerance(1), what, p.x());
  }

  private static void second(Subject s, Problem p, Tensor expected, Tensor got, String what) {
    Expect.close(expected, got, s.tolerance(2), what, p.x());
  }
}
