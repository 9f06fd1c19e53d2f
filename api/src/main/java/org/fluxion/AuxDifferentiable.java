package org.fluxion;

/** A differentiable function that returns more than its value. */
@FunctionalInterface
public interface AuxDifferentiable<X, A> {
  /** {@return the value at x and what comes with it} */
  WithAux<A> apply(X x);
}
