package org.fluxion.conformance;

import static org.fluxion.Derivatives.batchedJacobian;
import static org.fluxion.Derivatives.derivative;
import static org.fluxion.Derivatives.jacobian;
import static org.fluxion.Derivatives.prepareJacobian;
import static org.fluxion.Derivatives.preparePullback;
import static org.fluxion.Derivatives.preparePushforward;
import static org.fluxion.Derivatives.pullback;
import static org.fluxion.Derivatives.pushforward;
import static org.fluxion.Derivatives.secondDerivative;
import static org.fluxion.Derivatives.valueAndDerivative;
import static org.fluxion.Derivatives.valueAndJacobian;
import static org.fluxion.Derivatives.valueAndPullback;
import static org.fluxion.Derivatives.valueAndPushforward;
import static org.fluxion.conformance.InnerCall.flat;

import java.util.stream.Stream;
import org.fluxion.ValueAndDerivative;
import org.fluxion.ValueAndJacobian;
import org.fluxion.ValueAndPullback;
import org.fluxion.ValueAndPushforward;
import org.fluxion.tensor.Tensor;

/**
 * Operators of functions with several results: y(x, p) = sin(p x) + (p·x) p², whose Jacobian is not
 * symmetric; the same for each row of a matrix; and sin(p t) for a number t.
 */
final class VectorCalls {
  private static final Tensor X = Tensor.vector(0.7, -1.2, 0.4);
  private static final Tensor ROWS = Tensor.matrix(new double[][] {{0.7, -1.2, 0.4}, {2, 1, -1}});
  private static final Tensor T = Tensor.scalar(0.3);

  private VectorCalls() {}

  static Stream<InnerCall> all() {
    return Stream.of(products(), jacobians(), derivatives()).flatMap(calls -> calls);
  }

  private static Stream<InnerCall> products() {
    return Stream.of(
        call("pullback", (b, f, x, v) -> pullback(b, f, x, v), VectorCalls::pulled),
        call(
            "prepared pullback",
            (b, f, x, v) -> preparePullback(b, f, X).at(x, v),
            VectorCalls::pulled),
        call(
            "valueAndPullback",
            (b, f, x, v) -> {
              ValueAndPullback<Tensor> both = valueAndPullback(b, f, x, v);
              return flat(both.value(), both.cotangent());
            },
            (x, p, v) -> flat(y(x, p), pulled(x, p, v))),
        call("pushforward", (b, f, x, v) -> pushforward(b, f, x, v), VectorCalls::pushed),
        call(
            "prepared pushforward",
            (b, f, x, v) -> preparePushforward(b, f, X).at(x, v),
            VectorCalls::pushed),
        call(
            "valueAndPushforward",
            (b, f, x, v) -> {
              ValueAndPushforward both = valueAndPushforward(b, f, x, v);
              return flat(both.value(), both.tangent());
            },
            (x, p, v) -> flat(y(x, p), pushed(x, p, v))));
  }

  private static Stream<InnerCall> jacobians() {
    return Stream.of(
        call("jacobian", (b, f, x, v) -> flat(jacobian(b, f, x)), (x, p, v) -> flat(matrix(x, p))),
        call(
            "prepared jacobian",
            (b, f, x, v) -> flat(prepareJacobian(b, f, X).at(x)),
            (x, p, v) -> flat(matrix(x, p))),
        call(
            "valueAndJacobian",
            (b, f, x, v) -> {
              ValueAndJacobian both = valueAndJacobian(b, f, x);
              return flat(both.value(), both.jacobian());
            },
            (x, p, v) -> flat(y(x, p), matrix(x, p))),
        new InnerCall(
            "batchedJacobian",
            1,
            VectorCalls::rows,
            ROWS,
            (b, f, x, v) -> flat(batchedJacobian(b, f, x)),
            (x, p, v) -> flat(matrix(x.get(0), p), matrix(x.get(1), p))));
  }

  private static Stream<InnerCall> derivatives() {
    return Stream.of(
        ofNumber(
            1,
            "derivative",
            (b, f, t, v) -> derivative(b, f, t),
            (t, p, v) -> p.times(p.times(t).cos())),
        ofNumber(
            1,
            "valueAndDerivative",
            (b, f, t, v) -> {
              ValueAndDerivative both = valueAndDerivative(b, f, t);
              return flat(both.value(), both.derivative());
            },
            (t, p, v) -> flat(p.times(t).sin(), p.times(p.times(t).cos()))),
        ofNumber(
            2,
            "secondDerivative",
            (b, f, t, v) -> secondDerivative(b, f, t),
            (t, p, v) -> p.square().times(p.times(t).sin()).unaryMinus()));
  }

  private static InnerCall call(String name, InnerCall.Operator by, InnerCall.ClosedForm closed) {
    return new InnerCall(name, 1, VectorCalls::y, X, by, closed);
  }

  private static InnerCall ofNumber(
      int order, String name, InnerCall.Operator by, InnerCall.ClosedForm closed) {
    return new InnerCall(name, order, (t, p) -> p.times(t).sin(), T, by, closed);
  }

  private static Tensor y(Tensor x, Tensor p) {
    return x.times(p).sin().plus(p.square().times(p.dot(x)));
  }

  private static Tensor rows(Tensor x, Tensor p) {
    return x.times(p).sin().plus(x.matmul(p.reshape(3, 1)).times(p.square()));
  }

  private static Tensor matrix(Tensor x, Tensor p) {
    return Tensor.eye(3).times(p.times(x.times(p).cos())).plus(p.square().outer(p));
  }

  private static Tensor pushed(Tensor x, Tensor p, Tensor v) {
    return p.times(x.times(p).cos()).times(v).plus(p.square().times(p.dot(v)));
  }

  private static Tensor pulled(Tensor x, Tensor p, Tensor u) {
    return p.times(x.times(p).cos()).times(u).plus(p.times(p.square().dot(u)));
  }
}
