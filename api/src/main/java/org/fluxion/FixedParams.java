package org.fluxion;

import org.fluxion.tensor.Tensor;

/**
 * A pseudo-closure: a function of x and parameters, with the parameters fixed but visible.
 *
 * @param function of input and parameters
 * @param parameters a tensor or a structure of tensors
 */
public record FixedParams<X, P>(WithParams<X, P> function, P parameters)
    implements Parameterized<X, P> {
  /** Checks that both are there. */
  public FixedParams {
    Call.requireGiven("FixedParams", "function", function);
    Call.requireGiven("FixedParams", "parameters", parameters);
  }

  /** {@return the function of a tensor with these parameters; for inference of types in lambdas} */
  public static <P> FixedParams<Tensor, P> of(OfTensor<P> function, P parameters) {
    return new FixedParams<>(function, parameters);
  }

  /** {@return the parameters; the function is most often a lambda, which says nothing} */
  @Override
  public String toString() {
    return "FixedParams[parameters=" + parameters + "]";
  }

  /** A function of a tensor and of parameters. */
  @FunctionalInterface
  public interface OfTensor<P> extends WithParams<Tensor, P> {}
}
