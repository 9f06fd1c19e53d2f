package org.fluxion.layers;

import org.fluxion.tensor.Tensor;

/**
 * A function of each element, applied to the output of a layer; also a layer of its own.
 *
 * <p>Values and derivatives neither overflow nor become NaN at large inputs of either sign. At a
 * kink the derivative is that from the left, except where the description says otherwise.
 */
public enum Activation implements Stateless {
  /** x. */
  IDENTITY,
  /** The hyperbolic tangent. */
  TANH,
  /** max(x, 0), with derivative 0 at 0. */
  RELU,
  /** x · Φ(x), Φ being the normal distribution function: exact, not the approximation by tanh. */
  GELU,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** x where positive, else x / 100. */
  LEAKY_RELU,
  /** x where positive, else eˣ − 1. */
  ELU,
  /**
   * λ x where x is positive, else λ α (eˣ − 1), which keeps mean 0 and variance 1 from layer to
   * layer; λ and α as in G. Klambauer et al., <i>Self-normalizing neural networks</i>, NIPS 2017.
   */
  SELU,
  /** x / (1 + e⁻ˣ), also known as swish. */
  SILU,
  /** log(1 + eˣ). */
  SOFTPLUS,
  /** x · tanh(log(1 + eˣ)). */
  MISH,
  /** x moved into [−1, 1], with derivative ½ at both ends. */
  HARD_TANH,
  /** x / (1 + |x|). */
  SOFTSIGN,
  /** log(1 / (1 + e⁻ˣ)). */
  LOG_SIGMOID,
  /** The sine. */
  SIN;

  /** λ of SELU. */
  static final double SELU_SCALE = 1.0507009873554804934;

  /** α of SELU. */
  static final double SELU_ALPHA = 1.6732632423543772848;

  /** {@return the function of each element} */
  @Override
  public Tensor apply(Tensor x) {
    return switch (this) {
      case IDENTITY -> x;
      case TANH -> x.tanh();
      case RELU -> x.relu();
      case GELU -> x.gelu();
      case SIGMOID -> x.sigmoid();
      case LEAKY_RELU -> x.relu().plus(negativePart(x).times(0.01));
      case ELU -> x.relu().plus(negativePart(x).expm1());
      case SELU -> x.relu().plus(negativePart(x).expm1().times(SELU_ALPHA)).times(SELU_SCALE);
      case SILU -> x.times(x.sigmoid());
      case SOFTPLUS -> x.softplus();
      case MISH -> x.times(x.softplus().tanh());
      case HARD_TANH -> x.clip(-1, 1);
      case SOFTSIGN -> x.div(x.abs().plus(1));
      case LOG_SIGMOID -> x.unaryMinus().softplus().unaryMinus();
      case SIN -> x.sin();
    };
  }

  /** {@return min(x, 0) with derivative 1 at 0, where that of a minimum would be ½} */
  private static Tensor negativePart(Tensor x) {
    return Tensor.where(x.greater(0), Tensor.scalar(0), x);
  }
}
