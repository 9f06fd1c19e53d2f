package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * What is done to a gradient before an optimiser sees it, as in {@code
 * adam.after(GradientTransform.clipByGlobalNorm(1))}.
 *
 * <p>Meant to be implemented. Made of tensor operations, it may be differentiated.
 */
@FunctionalInterface
public interface GradientTransform {
  /**
   * {@return the gradient in place of the given one}
   *
   * @param ps where the gradient was taken
   * @param gradient with the same paths
   */
  Parameters apply(Parameters ps, Parameters gradient);

  /** {@return the transform that does this first, and then the other} */
  default GradientTransform andThen(GradientTransform other) {
    return new GradientTransforms.Both(this, other);
  }

  /** {@return the transform that moves each element into [−limit, limit]} */
  static GradientTransform clipByValue(double limit) {
    return new GradientTransforms.ClipByValue(limit);
  }

  /**
   * {@return the transform that shortens a gradient to a Euclidean length, if it is longer}
   *
   * <p>The length is that of all elements of all tensors, so the direction stays as it is; a
   * shorter gradient stays exactly as it is. R. Pascanu, T. Mikolov and Y. Bengio, <i>On the
   * difficulty of training recurrent neural networks</i>, ICML 2013, algorithm 1.
   */
  static GradientTransform clipByGlobalNorm(double limit) {
    return new GradientTransforms.ClipByGlobalNorm(limit);
  }

  /**
   * {@return the transform that adds the gradient of ½ rate ‖ps‖², an L2 penalty on the loss}
   *
   * <p>This is not what {@link AdamW} does, which decays the parameters beside the step.
   */
  static GradientTransform l2(WeightDecay decay) {
    return new GradientTransforms.L2(decay);
  }
}
