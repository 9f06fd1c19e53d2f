package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Layer normalisation: the features of each sample get mean 0 and variance 1, then a scale and a
 * bias.
 *
 * <p>J. L. Ba, J. R. Kiros and G. E. Hinton, <i>Layer normalization</i>, 2016:
 *
 * <pre>{@code
 * y = (x − mean) / √(variance + ε) · scale + bias
 * }</pre>
 *
 * <p>Statistics are over the last axes of x, with the biased variance. Any number of axes may stand
 * before them; none for a single sample. Samples do not influence each other, and a batch of any
 * length is taken, also an empty one.
 *
 * @param shape of the last axes, not empty
 * @param affine whether there are parameters {@code scale} and {@code bias}, of this shape; if not,
 *     they are 1 and 0
 * @param epsilon ε, keeps the division finite; positive
 */
public record LayerNorm(Shape shape, boolean affine, double epsilon) implements Layer {
  /** Checks the numbers. */
  public LayerNorm {
    Fitting.notEmpty("LayerNorm", shape);
    Normalised.requireEpsilon("LayerNorm(" + shape + ")", epsilon);
  }

  /** Makes a layer for last axes of these lengths: affine, with ε = 10⁻⁵. */
  public LayerNorm(int... shape) {
    this(Shape.of(shape), true, Normalised.EPSILON);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Normalised.initialParameters(affine, shape);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return the normalised input, and the state as it was}
   *
   * @param x shape […, shape]
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = "LayerNorm(" + shape + ")";
    Fitting.lastAxes(title, x, shape);
    Tensor y = Normalised.standardised(x, epsilon, Normalised.lastAxes(x, shape));
    if (affine) {
      y = y.times(Fitting.parameter(title, ps, "scale", shape));
      y = y.plus(Fitting.parameter(title, ps, "bias", shape));
    }
    return new Applied(y, st);
  }
}
