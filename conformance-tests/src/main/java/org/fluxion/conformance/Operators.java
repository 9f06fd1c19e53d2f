package org.fluxion.conformance;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fluxion.Derivatives;
import org.fluxion.GradientAndHvp;
import org.fluxion.ValueAndDerivative;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueAndJacobian;
import org.fluxion.ValueAndPullback;
import org.fluxion.ValueAndPushforward;
import org.fluxion.ValueGradientAndAux;
import org.fluxion.ValueGradientAndHessian;
import org.fluxion.WithAux;
import org.fluxion.conformance.Operator.OfStructures;
import org.fluxion.conformance.Operator.OfTensors;
import org.fluxion.tensor.Tensor;

/** Every operator of {@link Derivatives}, with the answer that it has to give. */
final class Operators {
  private static final String AUX = "what comes with it";

  private static final Predicate<Problem> SCALAR = Problem::isScalar;
  private static final Predicate<Problem> OF_ONE_NUMBER = problem -> problem.x().rank() == 0;
  private static final Predicate<Problem> HAS_HESSIAN = SCALAR.and(Problem::hasSecond);

  /** Those that take any structure. */
  static final List<OfStructures> OF_STRUCTURES =
      List.of(
          new OfStructures("gradient", 1, SCALAR, Operators::gradient),
          new OfStructures("valueAndGradient", 1, SCALAR, Operators::valueAndGradient),
          new OfStructures("valueAndGradientWithAux", 1, SCALAR, Operators::withAux),
          new OfStructures("pushforward", 1, Operators::any, Operators::pushforward),
          new OfStructures(
              "valueAndPushforward", 1, Operators::any, Operators::valueAndPushforward),
          new OfStructures("pullback", 1, Operators::any, Operators::pullback),
          new OfStructures("valueAndPullback", 1, Operators::any, Operators::valueAndPullback),
          new OfStructures("hvp", 2, HAS_HESSIAN, Operators::hvp),
          new OfStructures("gradientAndHvp", 2, HAS_HESSIAN, Operators::gradientAndHvp));

  /** Those that take a single tensor. */
  static final List<OfTensors> OF_TENSORS =
      List.of(
          new OfTensors("derivative", 1, OF_ONE_NUMBER, Operators::derivative),
          new OfTensors("valueAndDerivative", 1, OF_ONE_NUMBER, Operators::valueAndDerivative),
          new OfTensors(
              "secondDerivative",
              2,
              OF_ONE_NUMBER.and(Problem::hasSecond),
              Operators::secondDerivative),
          new OfTensors("jacobian", 1, Operators::any, Operators::jacobian),
          new OfTensors("valueAndJacobian", 1, Operators::any, Operators::valueAndJacobian),
          new OfTensors("batchedJacobian", 1, Problem::rowwise, Operators::batchedJacobian),
          new OfTensors("hessian", 2, HAS_HESSIAN, Operators::hessian),
          new OfTensors("valueGradientAndHessian", 2, HAS_HESSIAN, Operators::withHessian),
          new OfTensors("laplacian", 2, HAS_HESSIAN, Operators::laplacian));

  static final List<Operator> ALL =
      Stream.<Operator>concat(OF_STRUCTURES.stream(), OF_TENSORS.stream()).toList();

  private Operators() {}

  private static boolean any(Problem problem) {
    return true;
  }

  private static <X> void gradient(Ask<X> a) {
    a.firstLikeX(
        a.problem().gradient(), Derivatives.gradient(a.backend(), a.f(), a.x()), "gradient");
  }

  private static <X> void valueAndGradient(Ask<X> a) {
    ValueAndGradient<X> both = Derivatives.valueAndGradient(a.backend(), a.f(), a.x());
    a.first(a.problem().value(), both.value(), "value");
    a.firstLikeX(a.problem().gradient(), both.gradient(), "gradient");
  }

  private static <X> void withAux(Ask<X> a) {
    ValueGradientAndAux<X, String> all =
        Derivatives.valueAndGradientWithAux(
            a.backend(), (X x) -> new WithAux<>(a.f().apply(x), AUX), a.x());
    a.first(a.problem().value(), all.value(), "value");
    a.firstLikeX(a.problem().gradient(), all.gradient(), "gradient");
    Expect.that(all.aux().equals(AUX), "what f hands out", a.problem().x(), AUX, all.aux());
  }

  private static <X> void pushforward(Ask<X> a) {
    a.first(
        a.problem().pushed(),
        Derivatives.pushforward(a.backend(), a.f(), a.x(), a.tangent()),
        "tangent");
  }

  private static <X> void valueAndPushforward(Ask<X> a) {
    ValueAndPushforward both =
        Derivatives.valueAndPushforward(a.backend(), a.f(), a.x(), a.tangent());
    a.first(a.problem().value(), both.value(), "value");
    a.first(a.problem().pushed(), both.tangent(), "tangent");
  }

  private static <X> void pullback(Ask<X> a) {
    X pulled = Derivatives.pullback(a.backend(), a.f(), a.x(), a.problem().cotangent());
    a.firstLikeX(a.problem().pulled(), pulled, "cotangent");
  }

  private static <X> void valueAndPullback(Ask<X> a) {
    ValueAndPullback<X> both =
        Derivatives.valueAndPullback(a.backend(), a.f(), a.x(), a.problem().cotangent());
    a.first(a.problem().value(), both.value(), "value");
    a.firstLikeX(a.problem().pulled(), both.cotangent(), "cotangent");
  }

  private static <X> void hvp(Ask<X> a) {
    X product = Derivatives.hvp(a.backend(), a.f(), a.x(), a.tangent());
    a.secondLikeX(a.problem().hvp(), product, "Hessian times vector");
  }

  private static <X> void gradientAndHvp(Ask<X> a) {
    GradientAndHvp<X> both = Derivatives.gradientAndHvp(a.backend(), a.f(), a.x(), a.tangent());
    a.firstLikeX(a.problem().gradient(), both.gradient(), "gradient");
    a.secondLikeX(a.problem().hvp(), both.hvp(), "Hessian times vector");
  }

  private static void derivative(Ask<Tensor> a) {
    a.first(
        a.problem().derivative(), Derivatives.derivative(a.backend(), a.f(), a.x()), "derivative");
  }

  private static void valueAndDerivative(Ask<Tensor> a) {
    ValueAndDerivative both = Derivatives.valueAndDerivative(a.backend(), a.f(), a.x());
    a.first(a.problem().value(), both.value(), "value");
    a.first(a.problem().derivative(), both.derivative(), "derivative");
  }

  private static void secondDerivative(Ask<Tensor> a) {
    a.second(
        a.problem().secondDerivative(),
        Derivatives.secondDerivative(a.backend(), a.f(), a.x()),
        "second derivative");
  }

  private static void jacobian(Ask<Tensor> a) {
    a.first(a.problem().jacobian(), Derivatives.jacobian(a.backend(), a.f(), a.x()), "Jacobian");
  }

  private static void valueAndJacobian(Ask<Tensor> a) {
    ValueAndJacobian both = Derivatives.valueAndJacobian(a.backend(), a.f(), a.x());
    a.first(a.problem().value(), both.value(), "value");
    a.first(a.problem().jacobian(), both.jacobian(), "Jacobian");
  }

  private static void batchedJacobian(Ask<Tensor> a) {
    a.first(
        a.problem().rows(),
        Derivatives.batchedJacobian(a.backend(), a.f(), a.x()),
        "Jacobians of the rows");
  }

  private static void hessian(Ask<Tensor> a) {
    a.second(a.problem().hessian(), Derivatives.hessian(a.backend(), a.f(), a.x()), "Hessian");
  }

  private static void withHessian(Ask<Tensor> a) {
    ValueGradientAndHessian all = Derivatives.valueGradientAndHessian(a.backend(), a.f(), a.x());
    a.first(a.problem().value(), all.value(), "value");
    a.first(a.problem().gradient(), all.gradient(), "gradient");
    a.second(a.problem().hessian(), all.hessian(), "Hessian");
  }

  private static void laplacian(Ask<Tensor> a) {
    Tensor diagonal = a.problem().hessian().diag();
    Tolerance tolerance = a.subject().tolerance(2).forSumOf(diagonal);
    Tensor got = Derivatives.laplacian(a.backend(), a.f(), a.x());
    a.judge().close(diagonal.sum(), got, tolerance, "Laplacian", a.problem().x());
  }
}
