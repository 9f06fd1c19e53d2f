package org.fluxion.layers.training;

import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;

/**
 * What one step of an optimiser gives.
 *
 * @param before value and gradient where the step began
 * @param after the parameters and the state after it
 */
public record OptimiserStep(ValueAndGradient<Parameters> before, Updated after) {
  /** Checks that both are there. */
  public OptimiserStep {
    Checked.given("OptimiserStep", "before", before);
    Checked.given("OptimiserStep", "after", after);
  }
}
