package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** One number on the diagonal of a matrix, 0 elsewhere. */
record Identity(double gain) implements Initialiser {
  Identity {
    VarianceScaling.requireGain(gain);
  }

  @Override
  public Tensor initialise(RandomGenerator rng, int fanIn, int fanOut, int... shape) {
    if (shape.length != 2) {
      throw new FluxionException(
          "Initialisers: identity needs a matrix, given shape " + Shape.of(shape));
    }
    double[] elements = new double[Shape.of(shape).size()];
    for (int i = 0; i < Math.min(shape[0], shape[1]); i++) {
      elements[i * shape[1] + i] = gain;
    }
    return Tensor.of(elements, shape);
  }
}
