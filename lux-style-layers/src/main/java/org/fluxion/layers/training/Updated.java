package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * Parameters after a step.
 *
 * @param ps the parameters after the step
 * @param state what the optimiser remembers, for the next step
 */
public record Updated(Parameters ps, OptimiserState state) {
  /** Checks that both are there. */
  public Updated {
    Checked.given("Updated", "ps", ps);
    Checked.given("Updated", "state", state);
  }
}
