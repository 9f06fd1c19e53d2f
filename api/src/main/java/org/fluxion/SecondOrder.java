package org.fluxion;

import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Seeds;
import org.fluxion.tensor.Tensor;

/** The operators of second order, each from the derivative of value and gradient. */
final class SecondOrder {
  private SecondOrder() {}

  /** The derivative of the derivative, by the outer part of the backend over the inner one. */
  static Tensor secondDerivative(Call<Tensor> call) {
    FirstOrder.requireRank(call, 0, "a scalar x (rank 0)");
    Tensor one = Tensor.scalar(1);
    return call.run(
            (c, none) -> {
              Backend outer = c.backend.outer().preferred(Direction.FORWARD);
              Backend inner = c.backend.inner().preferred(Direction.FORWARD);
              MultiFunction derivative =
                  x -> Linearizations.complete(inner, c.f, x).pushforward(one);
              return Linearizations.complete(outer, derivative, c.at).pushforward(one);
            })[0];
  }

  static <X> X hvp(Call<X> call, X vector) {
    Tensor[] direction = call.tangent("vector", vector);
    return call.structure.rebuild(call.run((c, v) -> product(c, linearized(c), v), direction));
  }

  static <X> GradientAndHvp<X> gradientAndHvp(Call<X> call, X vector) {
    Tensor[] direction = call.tangent("vector", vector);
    Tensor[] both =
        call.run(
            (c, v) -> {
              Linearization at = linearized(c);
              Tensor[] product = product(c, at, v);
              // Known by now, where asking before would take a sweep of its own.
              return TensorLists.join(TensorLists.behind(1, at.values()), product);
            },
            direction);
    int leaves = direction.length;
    return new GradientAndHvp<>(
        call.structure.rebuild(TensorLists.first(leaves, both)),
        call.structure.rebuild(TensorLists.behind(leaves, both)));
  }

  private static Linearization linearized(Call<?> call) {
    return call.backend.linearizeGradient(call.scalar(), call.at);
  }

  private static Tensor[] product(Call<?> call, Linearization at, Tensor[] direction) {
    return isForward(call)
        ? TensorLists.behind(1, at.pushforward(direction))
        : at.pullback(withoutValue(direction));
  }

  /** Where the outer engine only pulls back, symmetry helps: H v = Hᵀ v. */
  private static boolean isForward(Call<?> call) {
    return call.backend.outer().capabilities().directions().contains(Direction.FORWARD);
  }

  static Tensor hessian(Call<Tensor> call) {
    call.requireMatrix(call.at[0].size(), call.at[0].size());
    return call.run((c, none) -> new Tensor[] {hessian(c, linearized(c))})[0];
  }

  private static Tensor hessian(Call<Tensor> call, Linearization at) {
    Tensor x = call.at[0];
    return new Seeds(x.shape()).sweep(rows(call, at), batch(call), x.size());
  }

  static ValueGradientAndHessian valueGradientAndHessian(Call<Tensor> call) {
    call.requireMatrix(call.at[0].size(), call.at[0].size());
    Tensor[] all =
        call.run(
            (c, none) -> {
              Linearization at = linearized(c);
              Tensor hessian = hessian(c, at);
              Tensor[] values = at.values();
              return new Tensor[] {values[0], values[1], hessian};
            });
    return new ValueGradientAndHessian(all[0], all[1], all[2]);
  }

  static Tensor laplacian(Call<Tensor> call) {
    return call.run((c, none) -> new Tensor[] {trace(c, linearized(c))})[0];
  }

  /** The sum of eₖᵀ H eₖ, a block of unit vectors at a time, so that H is never held as a whole. */
  private static Tensor trace(Call<Tensor> call, Linearization at) {
    MultiFunction rows = rows(call, at);
    MultiFunction diagonal = seeds -> new Tensor[] {rows.apply(seeds)[0].times(seeds[0])};
    return new Seeds(call.at[0].shape()).sweep(diagonal, batch(call), call.at[0].size()).sum();
  }

  private static int batch(Call<?> call) {
    return call.backend.outer().capabilities().batch();
  }

  /** {@return the sweep that gives a row of the Hessian for each unit vector} */
  private static MultiFunction rows(Call<Tensor> call, Linearization at) {
    return isForward(call)
        ? seeds -> TensorLists.behind(1, at.pushforwardBatch(seeds))
        : seeds -> at.pullbackBatch(Tensor.zeros(seeds[0].shape().get(0)), seeds[0]);
  }

  /** {@return cotangents of value and gradient: none for the value} */
  private static Tensor[] withoutValue(Tensor[] direction) {
    return TensorLists.join(Tensor.scalar(0), direction);
  }
}
