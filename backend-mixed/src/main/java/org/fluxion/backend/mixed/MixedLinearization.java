package org.fluxion.backend.mixed;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * Pulls back by what the reverse engine has recorded, and pushes forward by the same record if that
 * engine can; otherwise by the forward engine, which calls the function anew for each sweep.
 */
final class MixedLinearization implements Linearization {
  private final Linearization reverse;
  private final Linearization forward;

  /** Calls the function once, for the reverse engine. */
  MixedLinearization(Backend forward, Backend reverse, MultiFunction f, Tensor[] at) {
    this.reverse = Linearizations.complete(reverse, f, at);
    this.forward =
        sweepsItsRecordForward(reverse.capabilities())
            ? this.reverse
            : Linearizations.complete(forward, f, at);
  }

  private static boolean sweepsItsRecordForward(Capabilities reverse) {
    return reverse.records() && reverse.directions().contains(Direction.FORWARD);
  }

  @Override
  public Tensor[] values() {
    return reverse.values();
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return forward.pushforward(tangents);
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return forward.pushforwardBatch(tangents);
  }

  @Override
  public Tensor[] pullback(Tensor... cotangents) {
    return reverse.pullback(cotangents);
  }

  @Override
  public Tensor[] pullbackBatch(Tensor... cotangents) {
    return reverse.pullbackBatch(cotangents);
  }

  @Override
  public String toString() {
    return forward == reverse ? reverse.toString() : reverse + ", with " + forward;
  }
}
