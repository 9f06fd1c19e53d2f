package org.fluxion.layers.training;

import org.fluxion.Parameters;

/**
 * What an optimiser remembers from step to step; immutable.
 *
 * @param step how many steps were taken
 * @param memory everything else by name, such as running means below {@code m} and {@code v}; the
 *     paths and shapes of one optimiser for one model are always the same
 */
public record OptimiserState(long step, Parameters memory) {
  /** Checks that all is there. */
  public OptimiserState {
    Checked.given("OptimiserState", "memory", memory);
    Checked.atLeast(0, "OptimiserState", "step", step);
  }
}
