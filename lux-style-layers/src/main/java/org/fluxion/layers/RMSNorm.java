package org.fluxion.layers;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Normalisation by the root mean square of the features of each sample.
 *
 * <p>B. Zhang and R. Sennrich, <i>Root mean square layer normalization</i>, NeurIPS 2019:
 *
 * <pre>{@code
 * y = x / √(mean(x²) + ε) · scale
 * }</pre>
 *
 * <p>The mean is over the last axes of x. Any number of axes may stand before them; none for a
 * single sample. Samples do not influence each other, and a batch of any length is taken, also an
 * empty one.
 *
 * @param shape of the last axes, not empty
 * @param affine whether there is a parameter {@code scale}, of this shape; if not, it is 1
 * @param epsilon ε, keeps the division finite; positive
 */
public record RMSNorm(Shape shape, boolean affine, double epsilon) implements Layer {
  /** Checks the numbers. */
  public RMSNorm {
    Fitting.notEmpty("RMSNorm", shape);
    Normalised.requireEpsilon("RMSNorm(" + shape + ")", epsilon);
  }

  /** Makes a layer for last axes of these lengths: with a scale and ε = 10⁻⁵. */
  public RMSNorm(int... shape) {
    this(Shape.of(shape), true, Normalised.EPSILON);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return affine
        ? Parameters.of(Map.of("scale", Tensor.full(1, shape.toArray())))
        : Parameters.empty();
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
    String title = "RMSNorm(" + shape + ")";
    Fitting.lastAxes(title, x, shape);
    Tensor meanSquare = Normalised.mean(x.square(), Normalised.lastAxes(x, shape));
    Tensor y = Normalised.divided(x, meanSquare, epsilon);
    return new Applied(affine ? y.times(Fitting.parameter(title, ps, "scale", shape)) : y, st);
  }
}
