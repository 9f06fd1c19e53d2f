package org.fluxion.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fluxion.Backend;
import org.fluxion.Derivatives;
import org.fluxion.WithAux;

/**
 * The bare call of each operator on a problem.
 *
 * <p>{@link Operators} has them with the answers that they have to give; computing and comparing
 * those would be measured too.
 */
final class TimedCalls {
  /** Calls an operator and drops the answer. */
  @FunctionalInterface
  interface Call {
    Object on(Backend backend, Problem p);
  }

  /** By the operator's name. */
  static final Map<String, Call> ALL = all();

  private TimedCalls() {}

  private static Map<String, Call> all() {
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("gradient", (b, p) -> Derivatives.gradient(b, p.f(), p.x()));
    calls.put("valueAndGradient", (b, p) -> Derivatives.valueAndGradient(b, p.f(), p.x()));
    calls.put(
        "valueAndGradientWithAux",
        (b, p) ->
            Derivatives.valueAndGradientWithAux(b, x -> new WithAux<>(p.f().apply(x), ""), p.x()));
    calls.put("pushforward", (b, p) -> Derivatives.pushforward(b, p.f(), p.x(), p.tangent()));
    calls.put(
        "valueAndPushforward",
        (b, p) -> Derivatives.valueAndPushforward(b, p.f(), p.x(), p.tangent()));
    calls.put("pullback", (b, p) -> Derivatives.pullback(b, p.f(), p.x(), p.cotangent()));
    calls.put(
        "valueAndPullback", (b, p) -> Derivatives.valueAndPullback(b, p.f(), p.x(), p.cotangent()));
    calls.put("hvp", (b, p) -> Derivatives.hvp(b, p.f(), p.x(), p.tangent()));
    calls.put("gradientAndHvp", (b, p) -> Derivatives.gradientAndHvp(b, p.f(), p.x(), p.tangent()));
    calls.put("derivative", (b, p) -> Derivatives.derivative(b, p.f(), p.x()));
    calls.put("valueAndDerivative", (b, p) -> Derivatives.valueAndDerivative(b, p.f(), p.x()));
    calls.put("secondDerivative", (b, p) -> Derivatives.secondDerivative(b, p.f(), p.x()));
    calls.put("jacobian", (b, p) -> Derivatives.jacobian(b, p.f(), p.x()));
    calls.put("valueAndJacobian", (b, p) -> Derivatives.valueAndJacobian(b, p.f(), p.x()));
    calls.put("batchedJacobian", (b, p) -> Derivatives.batchedJacobian(b, p.f(), p.x()));
    calls.put("hessian", (b, p) -> Derivatives.hessian(b, p.f(), p.x()));
    calls.put(
        "valueGradientAndHessian", (b, p) -> Derivatives.valueGradientAndHessian(b, p.f(), p.x()));
    calls.put("laplacian", (b, p) -> Derivatives.laplacian(b, p.f(), p.x()));
    return calls;
  }
}
