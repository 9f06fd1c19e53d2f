package org.fluxion.examples;

import static org.fluxion.Derivatives.gradient;

import java.util.function.Function;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.FixedParams;
import org.fluxion.Parameterized;
import org.fluxion.Parameters;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.tensor.Tensor;

/**
 * A loss whose value contains a derivative: ‖∇ₜ Σ s(t)² − cos t‖² for a network s.
 *
 * <p>It is zero where s² = sin t + constant, so minimising it solves the differential equation d/dt
 * s² = cos t. It is the example of the Lux.jl manual's page on nested automatic differentiation.
 * Immutable and usable from any thread.
 *
 * @param model the network s, from points × 1 to points × 1
 * @param state its state, which is not trained
 */
public record NestedLoss(Layer model, State state) {
  /** {@return the network with these parameters, as a layer that keeps its state} */
  public StatefulLayer stateful(Parameters ps) {
    return new StatefulLayer(model, ps, state);
  }

  /** {@return the network with these parameters, as a function} */
  public FixedParams<Tensor, Parameters> fixed(Parameters ps) {
    return FixedParams.of((t, p) -> model.apply(t, p, state).y(), ps);
  }

  /**
   * {@return the inner derivative ∇ₜ Σ s(t)², shaped like t}
   *
   * <p>Rows are independent of each other, so its entries are d/dt s(t)² at each point.
   *
   * @param inner computes it
   * @param s the network with its parameters
   * @param t the points
   */
  public static Tensor slope(Backend inner, Parameterized<Tensor, Parameters> s, Tensor t) {
    return gradient(inner, s.andThen(y -> y.square().sum()), t);
  }

  /**
   * {@return the loss as a function of input and parameters}
   *
   * @param inner computes the inner derivative
   * @param network how the inner derivative is shown the parameters: {@link #stateful} or {@link
   *     #fixed}
   */
  public Differentiable<Arguments> of(
      Backend inner, Function<Parameters, ? extends Parameterized<Tensor, Parameters>> network) {
    return a -> slope(inner, network.apply(a.ps()), a.t()).minus(a.t().cos()).square().sum();
  }
}
