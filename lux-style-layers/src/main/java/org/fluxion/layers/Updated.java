package org.fluxion.layers;

import org.fluxion.Parameters;

/**
 * What one step of an optimiser gives.
 *
 * @param ps the parameters after the step
 * @param state what the optimiser remembers, for the next step
 * @param <S> what kind of state it is
 */
public record Updated<S>(Parameters ps, S state) {
  /** Checks that both are there. */
  public Updated {
    Given.require(ps, "Updated: ps are null");
    Given.require(state, "Updated: state is null");
  }
}
