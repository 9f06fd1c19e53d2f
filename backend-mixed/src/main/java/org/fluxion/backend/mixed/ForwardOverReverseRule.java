package org.fluxion.backend.mixed;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CapturedTracerException;
import org.fluxion.spi.Direction;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.NestedRule;
import org.fluxion.tensor.Tensor;

/**
 * The nested chain rule by forward over reverse, with the engines of the backend named {@code
 * mixed}.
 *
 * <p>With the gradient g = ∇ₓf(x, θ) and an incoming cotangent Δ, x̄ = d/dα ∇ₓf(x + αΔ, θ) and θ̄ =
 * d/dα ∇_θ f(x + αΔ, θ) at α = 0: one forward sweep over one joint gradient, by the symmetry of
 * second derivatives (Pearlmutter 1994, Fast exact multiplication by the Hessian).
 */
public final class ForwardOverReverseRule implements NestedRule {
  /** For the service loader. */
  public ForwardOverReverseRule() {}

  @Override
  public Tensor[] gradient(Backend inner, MultiFunction f, Tensor[] active, Tensor[] others) {
    Backend mixed = Backends.named("mixed");
    NestedGradient primitive =
        new NestedGradient(
            inner,
            mixed.preferred(Direction.FORWARD),
            mixed.preferred(Direction.REVERSE),
            f,
            active.length);
    try {
      return primitive.unpacked(active, others);
    } catch (CapturedTracerException hidden) {
      // f also captures what an outer derivative watches. The engines see it when they nest.
      return primitive.natural(active, others);
    }
  }
}
