package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Mean 0 and variance gain² / fan, so that signals neither grow nor fade from layer to layer. */
record VarianceScaling(Distribution distribution, Fan fan, double gain) implements Initialiser {
  enum Distribution {
    UNIFORM,
    NORMAL
  }

  enum Fan {
    /** The number of inputs. */
    IN,
    /** The mean of the numbers of inputs and of outputs. */
    MEAN
  }

  VarianceScaling {
    if (!(gain > 0 && Double.isFinite(gain))) {
      throw new FluxionException("Initialisers: gain must be positive and finite, given " + gain);
    }
  }

  @Override
  public Tensor initialise(RandomGenerator rng, int fanIn, int fanOut, int... shape) {
    if (fanIn < 1 || fanOut < 1) {
      throw new FluxionException(
          "Initialisers: fanIn and fanOut must be at least 1, given " + fanIn + " and " + fanOut);
    }
    double scale = gain / Math.sqrt(fan == Fan.IN ? fanIn : ((double) fanIn + fanOut) / 2);
    double[] elements = new double[Shape.of(shape).size()];
    if (distribution == Distribution.UNIFORM) {
      // The variance of a uniform number on ±a is a² / 3.
      Draws.uniform(rng, Math.sqrt(3) * scale, elements);
    } else {
      Draws.normal(rng, scale, elements);
    }
    return Tensor.of(elements, shape);
  }
}
