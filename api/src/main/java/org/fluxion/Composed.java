package org.fluxion;

import java.util.function.Function;

/**
 * A function with parameters in a composition.
 *
 * <p>It asks the original for its function each time it is asked itself, since an original with
 * state hands out a function for the state of the moment.
 */
record Composed<W, X, P>(
    Parameterized<X, P> original, Function<WithParams<X, P>, WithParams<W, P>> composition)
    implements Parameterized<W, P> {
  @Override
  public WithParams<W, P> function() {
    return composition.apply(original.function());
  }

  @Override
  public P parameters() {
    return original.parameters();
  }

  /** {@return what it is composed of, as far as that can be shown} */
  @Override
  public String toString() {
    return "composition with " + original;
  }
}
