package org.fluxion;

import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.NestedRule;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The operators of first order, each from one linearization. */
final class FirstOrder {
  private FirstOrder() {}

  static <X> X gradient(Call<X> call) {
    NestedRule rule = call.nestedRule();
    Tensor[] gradient =
        rule == null
            ? reverse(call, call.scalar()).pullback(Tensor.scalar(1))
            : call.nestedGradient(rule);
    return call.structure.rebuild(gradient);
  }

  static <X> ValueAndGradient<X> valueAndGradient(Call<X> call) {
    Linearization at = reverse(call, call.scalar());
    X gradient = call.structure.rebuild(at.pullback(Tensor.scalar(1)));
    return new ValueAndGradient<>(at.values()[0], gradient);
  }

  static <X> Tensor pushforward(Call<X> call, X tangent) {
    Tensor[] leaves = call.tangent("tangent", tangent);
    return forward(call).pushforward(leaves)[0];
  }

  static <X> ValueAndPushforward valueAndPushforward(Call<X> call, X tangent) {
    Tensor[] leaves = call.tangent("tangent", tangent);
    Linearization at = forward(call);
    Tensor pushed = at.pushforward(leaves)[0];
    return new ValueAndPushforward(at.values()[0], pushed);
  }

  static Tensor derivative(Call<Tensor> call) {
    requireRank(call, 0, "a scalar x (rank 0)");
    return forward(call).pushforward(Tensor.scalar(1))[0];
  }

  static ValueAndDerivative valueAndDerivative(Call<Tensor> call) {
    requireRank(call, 0, "a scalar x (rank 0)");
    Linearization at = forward(call);
    Tensor pushed = at.pushforward(Tensor.scalar(1))[0];
    return new ValueAndDerivative(at.values()[0], pushed);
  }

  static <X> X pullback(Call<X> call, Tensor cotangent) {
    Tensor given = Call.requireGiven(call.operator, "cotangent", cotangent);
    return call.structure.rebuild(reverse(call, call.checking(given)).pullback(given));
  }

  static <X> ValueAndPullback<X> valueAndPullback(Call<X> call, Tensor cotangent) {
    Tensor given = Call.requireGiven(call.operator, "cotangent", cotangent);
    Linearization at = reverse(call, call.checking(given));
    X pulled = call.structure.rebuild(at.pullback(given));
    return new ValueAndPullback<>(at.values()[0], pulled);
  }

  // The value is asked for last and only where it is wanted: it is known from the sweep, except to
  // a
  // backend that has to call f for it.
  private static Linearization reverse(Call<?> call, MultiFunction f) {
    return Linearizations.complete(call.backend.preferred(Direction.REVERSE), f, call.at);
  }

  private static Linearization forward(Call<?> call) {
    return Linearizations.complete(call.backend.preferred(Direction.FORWARD), call.f, call.at);
  }

  /** Fails unless x has the rank that the operator is defined for. */
  static void requireRank(Call<Tensor> call, int rank, String needed) {
    Shape shape = call.at[0].shape();
    if (shape.rank() != rank) {
      throw new ShapeMismatchException(
          call.operator + ": needs " + needed + ", but x has shape " + shape);
    }
  }
}
