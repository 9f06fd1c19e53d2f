package org.fluxion.layers;

import org.fluxion.tensor.Tensor;

/**
 * What a layer gives: its output and the state for the next call.
 *
 * @param y the output
 * @param st the state for the next call; within a derivative it may be watched, see {@link
 *     State#detached}
 */
public record Applied(Tensor y, State st) {
  /** Checks that both are there. */
  public Applied {
    Given.require(y, "Applied: y is null");
    Given.require(st, "Applied: st is null; a layer without state returns the st it got");
  }
}
