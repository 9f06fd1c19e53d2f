package org.fluxion;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxion.spi.Direction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * An operator that can be explained.
 *
 * @param order of derivative
 * @param direction that it needs, at second order for the inner derivative; null if it takes either
 * @param kind what the nested rule can do with it
 * @param run runs it
 */
record ExplainedOperator(int order, @Nullable Direction direction, Kind kind, Run run) {
  /** What an operator is to the nested rule, and what it takes besides x. */
  enum Kind {
    /** A gradient: every way of the rule is for it. */
    GRADIENT,
    /** The gradient of ⟨cotangent, f⟩, which takes a cotangent. */
    PULLBACK,
    /** Takes a cotangent, and is recorded. */
    RECORDED_PULLBACK,
    /** Recorded by the rule. */
    OTHER;

    boolean isGradient() {
      return this == GRADIENT || this == PULLBACK;
    }

    boolean takesCotangent() {
      return this == PULLBACK || this == RECORDED_PULLBACK;
    }
  }

  /** Runs an operator for a function and a point of any type. */
  @FunctionalInterface
  interface Run {
    /**
     * {@return the result}
     *
     * @param x also the tangent or vector, where the operator takes one
     * @param cotangent where the operator takes one
     */
    <X> Object at(Call<X> call, X x, Tensor cotangent);
  }

  private static final Map<String, ExplainedOperator> ALL = new TreeMap<>();

  static {
    Direction reverse = Direction.REVERSE;
    Direction forward = Direction.FORWARD;
    put("gradient", 1, reverse, Kind.GRADIENT, ExplainedOperator::gradient);
    put("valueAndGradient", 1, reverse, Kind.GRADIENT, ExplainedOperator::valueAndGradient);
    put("pullback", 1, reverse, Kind.PULLBACK, ExplainedOperator::pullback);
    put(
        "valueAndPullback",
        1,
        reverse,
        Kind.RECORDED_PULLBACK,
        ExplainedOperator::valueAndPullback);
    put("pushforward", 1, forward, Kind.OTHER, ExplainedOperator::pushforward);
    put("valueAndPushforward", 1, forward, Kind.OTHER, ExplainedOperator::valueAndPushforward);
    put("derivative", 1, forward, Kind.OTHER, ExplainedOperator::derivative);
    put("valueAndDerivative", 1, forward, Kind.OTHER, ExplainedOperator::valueAndDerivative);
    put("jacobian", 1, null, Kind.OTHER, ExplainedOperator::jacobian);
    put("valueAndJacobian", 1, null, Kind.OTHER, ExplainedOperator::valueAndJacobian);
    put("batchedJacobian", 1, null, Kind.OTHER, ExplainedOperator::batchedJacobian);
    put("secondDerivative", 2, null, Kind.OTHER, ExplainedOperator::secondDerivative);
    put("hvp", 2, reverse, Kind.OTHER, ExplainedOperator::hvp);
    put("gradientAndHvp", 2, reverse, Kind.OTHER, ExplainedOperator::gradientAndHvp);
    put("hessian", 2, reverse, Kind.OTHER, ExplainedOperator::hessian);
    put(
        "valueGradientAndHessian",
        2,
        reverse,
        Kind.OTHER,
        ExplainedOperator::valueGradientAndHessian);
    put("laplacian", 2, reverse, Kind.OTHER, ExplainedOperator::laplacian);
  }

  private static void put(
      String name, int order, @Nullable Direction direction, Kind kind, Run run) {
    ALL.put(name, new ExplainedOperator(order, direction, kind, run));
  }

  /**
   * {@return the operator of that name}
   *
   * @throws FluxionException if there is none
   */
  static ExplainedOperator of(String name) {
    ExplainedOperator operator = ALL.get(name);
    if (operator == null) {
      Set<String> names = ALL.keySet();
      throw new FluxionException(
          "explain: there is no operator \"" + name + "\"; there are " + names);
    }
    return operator;
  }

  boolean isNative(Backend backend) {
    if (direction == null) {
      return true;
    }
    Backend asked = order == 2 ? backend.inner() : backend;
    return asked.preferred(direction).capabilities().directions().contains(direction);
  }

  String engines(Backend backend) {
    if (order == 2) {
      return backend.outer().name() + " over " + backend.inner().name();
    }
    return (direction == null ? backend : backend.preferred(direction)).name();
  }

  private static <X> Object gradient(Call<X> call, X x, Tensor cotangent) {
    return Call.requireGiven(call.operator, "gradient", FirstOrder.gradient(call));
  }

  private static <X> Object valueAndGradient(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.valueAndGradient(call);
  }

  private static <X> Object pullback(Call<X> call, X x, Tensor cotangent) {
    return Call.requireGiven(call.operator, "pullback", FirstOrder.pullback(call, cotangent));
  }

  private static <X> Object valueAndPullback(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.valueAndPullback(call, cotangent);
  }

  private static <X> Object pushforward(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.pushforward(call, x);
  }

  private static <X> Object valueAndPushforward(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.valueAndPushforward(call, x);
  }

  private static <X> Object derivative(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.derivative(ofTensor(call));
  }

  private static <X> Object valueAndDerivative(Call<X> call, X x, Tensor cotangent) {
    return FirstOrder.valueAndDerivative(ofTensor(call));
  }

  private static <X> Object jacobian(Call<X> call, X x, Tensor cotangent) {
    return Jacobians.jacobian(ofTensor(call));
  }

  private static <X> Object valueAndJacobian(Call<X> call, X x, Tensor cotangent) {
    return Jacobians.valueAndJacobian(ofTensor(call));
  }

  private static <X> Object batchedJacobian(Call<X> call, X x, Tensor cotangent) {
    return Jacobians.ofRows(ofTensor(call));
  }

  private static <X> Object secondDerivative(Call<X> call, X x, Tensor cotangent) {
    return SecondOrder.secondDerivative(ofTensor(call));
  }

  private static <X> Object hvp(Call<X> call, X x, Tensor cotangent) {
    return Call.requireGiven(call.operator, "hvp", SecondOrder.hvp(call, x));
  }

  private static <X> Object gradientAndHvp(Call<X> call, X x, Tensor cotangent) {
    return SecondOrder.gradientAndHvp(call, x);
  }

  private static <X> Object hessian(Call<X> call, X x, Tensor cotangent) {
    return SecondOrder.hessian(ofTensor(call));
  }

  private static <X> Object valueGradientAndHessian(Call<X> call, X x, Tensor cotangent) {
    return SecondOrder.valueGradientAndHessian(ofTensor(call));
  }

  private static <X> Object laplacian(Call<X> call, X x, Tensor cotangent) {
    return SecondOrder.laplacian(ofTensor(call));
  }

  @SuppressWarnings("unchecked") // checked: the structure is one tensor
  private static Call<Tensor> ofTensor(Call<?> call) {
    if (!call.structure.isTensor()) {
      throw new StructureException(call.operator + ": takes one tensor, not a structure");
    }
    return (Call<Tensor>) call;
  }
}
