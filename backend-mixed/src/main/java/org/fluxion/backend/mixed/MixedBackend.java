package org.fluxion.backend.mixed;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * A forward and a reverse engine, each asked for what it does best; second order is forward over
 * reverse.
 */
record MixedBackend(Backend forward, Backend reverse, Capabilities capabilities)
    implements Backend {
  MixedBackend(Backend forward, Backend reverse) {
    this(forward, reverse, both(forward.capabilities(), reverse.capabilities()));
  }

  private static Capabilities both(Capabilities first, Capabilities second) {
    return Capabilities.of(Direction.FORWARD, Direction.REVERSE)
        .withRecords(second.records())
        .withHighestOrder(Math.min(first.highestOrder(), second.highestOrder()))
        .withTraced(first.traced() && second.traced())
        .withBatch(Math.max(first.batch(), second.batch()))
        .withAccuracy(Math.max(first.accuracy(), second.accuracy()))
        .without(first.unsupported().toArray(String[]::new))
        .without(second.unsupported().toArray(String[]::new));
  }

  @Override
  public String name() {
    return "mixed";
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new MixedLinearization(forward, reverse, f, at.clone());
  }

  @Override
  public Backend preferred(Direction direction) {
    return direction == Direction.FORWARD ? forward : reverse;
  }

  @Override
  public Backend outer() {
    return forward;
  }

  @Override
  public Backend inner() {
    return reverse;
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return "mixed(forward=" + forward + ", reverse=" + reverse + ")";
  }
}
