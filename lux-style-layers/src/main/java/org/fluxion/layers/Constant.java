package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Tensor;

/** One number everywhere. */
record Constant(double value) implements Initialiser {
  Constant {
    if (!Double.isFinite(value)) {
      throw new FluxionException("Initialisers: a constant must be finite, given " + value);
    }
  }

  @Override
  public Tensor initialise(RandomGenerator rng, int fanIn, int fanOut, int... shape) {
    return Tensor.full(value, shape);
  }
}
