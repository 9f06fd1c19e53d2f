package org.fluxion.backend.reverse;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;

/**
 * Reverse mode: the function is called once, under a recorder, and its tape is swept as often as
 * asked.
 *
 * <p>A tape of linear maps can be swept forward as well, so both directions are native.
 */
record ReverseBackend(int batch, Capabilities capabilities) implements Backend {
  ReverseBackend(int batch) {
    this(batch, Capabilities.of(Direction.REVERSE, Direction.FORWARD).withBatch(batch));
  }

  @Override
  public String name() {
    return "reverse";
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    try (Recorder recorder = new Recorder()) {
      Tensor[] inputs = new Tensor[at.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = recorder.input(at[i]);
      }
      return recorder.finish(f.apply(inputs));
    }
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return "reverse(batch=" + batch + ")";
  }
}
