package org.fluxion.conformance;

import java.util.SplittableRandom;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** Tensors drawn from one seed. */
final class Draws {
  private final SplittableRandom random;

  Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** {@return elements of magnitude 0.5 to 1.5 and either sign, so that none is negligible} */
  Tensor generic(Shape shape) {
    double[] data = new double[shape.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = sign() * random.nextDouble(0.5, 1.5);
    }
    return Tensor.of(data, shape.toArray());
  }

  /** {@return elements uniform between two bounds} */
  Tensor between(double least, double most, Shape shape) {
    return Tensor.of(random.doubles(shape.size(), least, most).toArray(), shape.toArray());
  }

  /**
   * {@return a direction that changes each element of a point by half to all of its magnitude}
   *
   * <p>So a step along it is relative to each element, whatever their sizes; zeros move by the size
   * of the largest element.
   */
  Tensor relativeTo(Tensor point) {
    double[] data = point.toArray();
    double largest = Close.largest(data);
    for (int i = 0; i < data.length; i++) {
      double magnitude = data[i] != 0 ? Math.abs(data[i]) : largest != 0 ? largest : 1;
      data[i] = sign() * magnitude * random.nextDouble(0.5, 1);
    }
    return Tensor.of(data, point.shape().toArray());
  }

  private int sign() {
    return random.nextBoolean() ? 1 : -1;
  }
}
