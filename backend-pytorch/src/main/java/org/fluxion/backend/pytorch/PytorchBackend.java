package org.fluxion.backend.pytorch;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * Reverse mode by libtorch.
 *
 * @param threads how many one operation of libtorch may take
 */
record PytorchBackend(int threads) implements Backend {
  static final String NAME = "pytorch";

  /** Rows are swept one after another; more of them save building the graph anew. */
  private static final int BATCH = 256;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.of(Direction.REVERSE, Direction.FORWARD).withBatch(BATCH);
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return new PytorchLinearization(Recording.of(f, at, threads));
  }

  @Override
  public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    return new GradientLinearization(Recording.of(f, at, threads));
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return NAME + "(threads=" + threads + ")";
  }
}
