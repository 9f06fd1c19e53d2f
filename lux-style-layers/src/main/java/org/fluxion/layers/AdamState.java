package org.fluxion.layers;

import org.fluxion.FluxionException;
import org.fluxion.Parameters;

/**
 * What {@link Adam} remembers from step to step; immutable.
 *
 * @param step how many steps were taken, t in the formulas
 * @param m the running mean of the gradient, started at 0 and not yet corrected for that
 * @param v the running mean of its square, likewise
 */
public record AdamState(long step, Parameters m, Parameters v) {
  /** Checks that all is there. */
  public AdamState {
    Given.require(m, "AdamState: m is null");
    Given.require(v, "AdamState: v is null");
    if (step < 0) {
      throw new FluxionException("AdamState: step must not be negative, given " + step);
    }
  }
}
