package org.fluxion;

import java.util.List;
import org.fluxion.internal.structure.Structure;
import org.fluxion.tensor.Tensor;

/**
 * A function of x together with what it shows to depend on besides: parameters, a fixed input, or
 * nothing.
 *
 * @param function of x and of what is fixed
 * @param structure of what is fixed
 * @param shows whether the function says what it depends on; a plain function may hide it
 */
record Owned<X, P>(WithParams<? super X, P> function, Structure<P> structure, boolean shows) {
  private static final Structure<List<Tensor>> NOTHING = Structure.of("", "", List.of());

  /** {@return the view of a function; one with state freezes it here} */
  static <X> Owned<X, ?> of(String operator, Differentiable<? super X> f) {
    if (f instanceof Parameterized<? super X, ?> parameterized) {
      return parameterized(operator, parameterized);
    }
    if (f instanceof FixedInput<?, ? super X> fixed) {
      return fixedInput(operator, fixed);
    }
    return new Owned<X, List<Tensor>>((x, nothing) -> f.apply(x), NOTHING, false);
  }

  private static <X, P> Owned<X, P> parameterized(String operator, Parameterized<? super X, P> f) {
    WithParams<? super X, P> function = Call.requireGiven(operator, "f's function", f.function());
    P parameters = Call.requireGiven(operator, "f's parameters", f.parameters());
    return new Owned<>(function, Structure.of(operator, "parameters", parameters), true);
  }

  private static <X, I> Owned<X, I> fixedInput(String operator, FixedInput<I, ? super X> f) {
    WithParams<I, ? super X> function = f.function();
    return new Owned<>(
        (x, input) -> function.apply(input, x), Structure.of(operator, "input", f.input()), true);
  }

  /** {@return the value at x with other tensors in place of those that are fixed} */
  Tensor at(X x, Tensor[] fixed) {
    return function.apply(x, structure.rebuild(fixed));
  }
}
