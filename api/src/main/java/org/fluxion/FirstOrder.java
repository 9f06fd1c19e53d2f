package org.fluxion;

import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** The operators of first order, each from one linearization. */
final class FirstOrder {
  private FirstOrder() {}

  static <X> X gradient(Call<X> call) {
    Tensor[] gradient =
        call.run(
            (c, none) -> reverse(c, c.scalar()).pullback(Tensor.scalar(1)),
            (c, none) -> c.scalar().apply(c.at),
            false);
    return call.structure.rebuild(gradient);
  }

  static <X> ValueAndGradient<X> valueAndGradient(Call<X> call) {
    Tensor[] both =
        call.run(
            (c, none) -> {
              Linearization at = reverse(c, c.scalar());
              return behindValue(at, at.pullback(Tensor.scalar(1)));
            },
            (c, none) -> c.scalar().apply(c.at),
            true);
    return new ValueAndGradient<>(both[0], call.structure.rebuild(TensorLists.behind(1, both)));
  }

  static <X> Tensor pushforward(Call<X> call, X tangent) {
    return call.run((c, t) -> forward(c).pushforward(t), call.tangent("tangent", tangent))[0];
  }

  static <X> ValueAndPushforward valueAndPushforward(Call<X> call, X tangent) {
    Tensor[] both = pushed(call, call.tangent("tangent", tangent));
    return new ValueAndPushforward(both[0], both[1]);
  }

  private static <X> Tensor[] pushed(Call<X> call, Tensor... tangents) {
    return call.run(
        (c, t) -> {
          Linearization at = forward(c);
          return behindValue(at, at.pushforward(t));
        },
        tangents);
  }

  static Tensor derivative(Call<Tensor> call) {
    requireRank(call, 0, "a scalar x (rank 0)");
    return call.run((c, none) -> forward(c).pushforward(Tensor.scalar(1)))[0];
  }

  static ValueAndDerivative valueAndDerivative(Call<Tensor> call) {
    requireRank(call, 0, "a scalar x (rank 0)");
    Tensor[] both = pushed(call, Tensor.scalar(1));
    return new ValueAndDerivative(both[0], both[1]);
  }

  /** The gradient of ⟨cotangent, f(x)⟩. */
  static <X> X pullback(Call<X> call, Tensor cotangent) {
    Tensor given = Call.requireGiven(call.operator, "cotangent", cotangent);
    Tensor[] pulled =
        call.run(
            (c, u) -> reverse(c, c.checking(u[0])).pullback(u[0]),
            (c, u) -> new Tensor[] {c.checking(u[0]).apply(c.at)[0].times(u[0]).sum()},
            false,
            given);
    return call.structure.rebuild(pulled);
  }

  static <X> ValueAndPullback<X> valueAndPullback(Call<X> call, Tensor cotangent) {
    Tensor given = Call.requireGiven(call.operator, "cotangent", cotangent);
    Tensor[] both =
        call.run(
            (c, u) -> {
              Linearization at = reverse(c, c.checking(u[0]));
              return behindValue(at, at.pullback(u[0]));
            },
            given);
    return new ValueAndPullback<>(both[0], call.structure.rebuild(TensorLists.behind(1, both)));
  }

  /** {@return the value, which is known from the sweep that has been done, and then the results} */
  private static Tensor[] behindValue(Linearization at, Tensor[] results) {
    return TensorLists.join(at.values()[0], results);
  }

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
