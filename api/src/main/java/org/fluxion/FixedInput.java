package org.fluxion;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fluxion.tensor.Tensor;

/**
 * A function of its parameters, with the input fixed but visible: the counterpart of {@link
 * FixedParams}.
 *
 * @param function of input and parameters
 * @param input a tensor or a structure of tensors
 */
public record FixedInput<X, P>(WithParams<X, P> function, X input) implements Differentiable<P> {
  /** Checks that both are there. */
  public FixedInput {
    Call.requireGiven("FixedInput", "function", function);
    Call.requireGiven("FixedInput", "input", input);
  }

  /**
   * {@return the function of the parameters that another one fixes, with the input fixed instead}
   */
  public static <X, P> FixedInput<X, P> of(Parameterized<X, P> original, X input) {
    return new FixedInput<>(original.function(), input);
  }

  @Override
  public Tensor apply(P parameters) {
    return function.apply(input, parameters);
  }

  @Override
  public FixedInput<X, P> andThen(UnaryOperator<Tensor> after) {
    return new FixedInput<>((x, ps) -> after.apply(function.apply(x, ps)), input);
  }

  @Override
  public <W> FixedInput<X, W> compose(Function<? super W, ? extends P> before) {
    return new FixedInput<>((x, w) -> function.apply(x, before.apply(w)), input);
  }

  /** {@return the input; the function is most often a lambda, which says nothing} */
  @Override
  public String toString() {
    return "FixedInput[input=" + input + "]";
  }
}
