package org.fluxion.examples;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.jacobian;

import org.fluxion.Backend;
import org.fluxion.FixedParams;
import org.fluxion.tensor.Tensor;

/**
 * Bilevel optimisation: the weight of a penalty is judged by other data than the fit was made with.
 *
 * <p>The fit itself is found by derivatives, one step of Newton's method, which is all that a
 * quadratic problem needs. So {@code gradient(backend, tuning::validationLoss, lambda)}
 * differentiates through an optimiser. Immutable and usable from any thread.
 *
 * @param inner computes the derivatives by which the fit is found
 * @param x inputs, samples × features
 * @param y targets, a vector
 * @param validationX inputs that the fit does not see
 * @param validationY targets that the fit does not see
 */
public record RidgeTuning(
    Backend inner, Tensor x, Tensor y, Tensor validationX, Tensor validationY) {

  /** {@return ½ mean (x w − y)² + ½ λ |w|², which the fit makes smallest} */
  private Tensor objective(Tensor w, Tensor lambda) {
    Tensor misfit = x.matmul(w).minus(y).square().mean();
    return misfit.plus(w.square().sum().times(lambda)).times(0.5);
  }

  /** {@return the weights that fit best under a penalty; lambda is a scalar} */
  public Tensor fit(Tensor lambda) {
    FixedParams<Tensor, Tensor> objective = FixedParams.of(this::objective, lambda);
    Tensor start = Tensor.zeros(x.shape().get(1));
    Tensor slope = gradient(inner, objective, start);
    Tensor curvature = jacobian(inner, w -> gradient(inner, objective, w), start);
    return start.minus(curvature.solve(slope));
  }

  /** {@return ½ |x w − y|² over the data that the fit does not see} */
  public Tensor validationLoss(Tensor lambda) {
    return validationX.matmul(fit(lambda)).minus(validationY).square().sum().times(0.5);
  }
}
