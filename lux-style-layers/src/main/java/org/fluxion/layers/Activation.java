package org.fluxion.layers;

import org.fluxion.tensor.Tensor;

/** A function of each element, applied to the output of a layer. */
public enum Activation {
  /** x. */
  IDENTITY,
  /** The hyperbolic tangent. */
  TANH,
  /** max(x, 0), with derivative 0 at 0. */
  RELU,
  /** x · Φ(x), Φ being the normal distribution function: exact, not the approximation by tanh. */
  GELU,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID;

  /** {@return the function of each element} */
  public Tensor apply(Tensor x) {
    return switch (this) {
      case IDENTITY -> x;
      case TANH -> x.tanh();
      case RELU -> x.relu();
      case GELU -> x.gelu();
      case SIGMOID -> x.sigmoid();
    };
  }
}
