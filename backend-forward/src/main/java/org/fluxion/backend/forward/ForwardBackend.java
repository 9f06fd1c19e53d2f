package org.fluxion.backend.forward;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/** Forward mode: each value travels with its tangent. */
record ForwardBackend(int batch, Capabilities capabilities) implements Backend {
  ForwardBackend(int batch) {
    this(batch, Capabilities.of(Direction.FORWARD).withBatch(batch));
  }

  @Override
  public String name() {
    return "forward";
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new ForwardLinearization(f, at.clone());
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return "forward(batch=" + batch + ")";
  }
}
