package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Mean 0 and variance gain² / fan, so that signals neither grow nor fade from layer to layer. */
record VarianceScaling(Distribution distribution, Fan fan, double gain) implements Initialiser {
  /**
   * The standard deviation of a normal number of variance 1 that is known to lie within ±2: √(1 − 4
   * φ(2) / (2 Φ(2) − 1)).
   */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  enum Distribution {
    UNIFORM,
    NORMAL,
    /** Normal, without what is more than two deviations from the mean. */
    TRUNCATED_NORMAL
  }

  enum Fan {
    /** The number of inputs. */
    IN,
    /** The mean of the numbers of inputs and of outputs. */
    MEAN
  }

  VarianceScaling {
    requireGain(gain);
  }

  static void requireGain(double gain) {
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
    switch (distribution) {
      // The variance of a uniform number on ±a is a² / 3.
      case UNIFORM -> Draws.uniform(rng, Math.sqrt(3) * scale, elements);
      case NORMAL -> Draws.normal(rng, scale, elements);
      case TRUNCATED_NORMAL -> Draws.truncatedNormal(rng, scale / TRUNCATED_DEVIATION, elements);
    }
    return Tensor.of(elements, shape);
  }
}
