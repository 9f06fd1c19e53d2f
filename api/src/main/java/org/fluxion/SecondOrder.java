package org.fluxion;

import java.util.Arrays;
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
    Backend outer = call.backend.outer().preferred(Direction.FORWARD);
    Backend inner = call.backend.inner().preferred(Direction.FORWARD);
    MultiFunction derivative =
        x -> Linearizations.complete(inner, call.f, x).pushforward(Tensor.scalar(1));
    return Linearizations.complete(outer, derivative, call.at).pushforward(Tensor.scalar(1))[0];
  }

  static <X> X hvp(Call<X> call, X vector) {
    Tensor[] direction = call.tangent("vector", vector);
    return call.structure.rebuild(product(call, linearized(call), direction));
  }

  static <X> GradientAndHvp<X> gradientAndHvp(Call<X> call, X vector) {
    Tensor[] direction = call.tangent("vector", vector);
    Linearization at = linearized(call);
    X hvp = call.structure.rebuild(product(call, at, direction));
    return new GradientAndHvp<>(call.structure.rebuild(rest(at.values())), hvp);
  }

  private static Linearization linearized(Call<?> call) {
    return call.backend.linearizeGradient(call.scalar(), call.at);
  }

  private static Tensor[] product(Call<?> call, Linearization at, Tensor[] direction) {
    return isForward(call) ? rest(at.pushforward(direction)) : at.pullback(withoutValue(direction));
  }

  /** Where the outer engine only pulls back, symmetry helps: H v = Hᵀ v. */
  private static boolean isForward(Call<?> call) {
    return call.backend.outer().capabilities().directions().contains(Direction.FORWARD);
  }

  static Tensor hessian(Call<Tensor> call) {
    call.requireMatrix(call.at[0].size(), call.at[0].size());
    return hessian(call, linearized(call));
  }

  private static Tensor hessian(Call<Tensor> call, Linearization at) {
    Tensor x = call.at[0];
    return new Seeds(x.shape()).sweep(rows(call, at), batch(call), x.size());
  }

  static ValueGradientAndHessian valueGradientAndHessian(Call<Tensor> call) {
    call.requireMatrix(call.at[0].size(), call.at[0].size());
    Linearization at = linearized(call);
    Tensor hessian = hessian(call, at);
    Tensor[] values = at.values();
    return new ValueGradientAndHessian(values[0], values[1], hessian);
  }

  /** The sum of eₖᵀ H eₖ, a block of unit vectors at a time, so that H is never held as a whole. */
  static Tensor laplacian(Call<Tensor> call) {
    MultiFunction rows = rows(call, linearized(call));
    MultiFunction diagonal = seeds -> new Tensor[] {rows.apply(seeds)[0].times(seeds[0])};
    return new Seeds(call.at[0].shape()).sweep(diagonal, batch(call), call.at[0].size()).sum();
  }

  private static int batch(Call<?> call) {
    return call.backend.outer().capabilities().batch();
  }

  /** {@return the sweep that gives a row of the Hessian for each unit vector} */
  private static MultiFunction rows(Call<Tensor> call, Linearization at) {
    return isForward(call)
        ? seeds -> rest(at.pushforwardBatch(seeds))
        : seeds -> at.pullbackBatch(Tensor.zeros(seeds[0].shape().get(0)), seeds[0]);
  }

  /** {@return the results without the first, which belongs to the value} */
  private static Tensor[] rest(Tensor[] results) {
    return Arrays.copyOfRange(results, 1, results.length);
  }

  /** {@return cotangents of value and gradient: none for the value} */
  private static Tensor[] withoutValue(Tensor[] direction) {
    Tensor[] cotangents = new Tensor[direction.length + 1];
    cotangents[0] = Tensor.scalar(0);
    System.arraycopy(direction, 0, cotangents, 1, direction.length);
    return cotangents;
  }
}
