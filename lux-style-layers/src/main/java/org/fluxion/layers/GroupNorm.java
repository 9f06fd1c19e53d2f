package org.fluxion.layers;

import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Group normalisation: in each sample, groups of neighbouring features get mean 0 and variance 1,
 * then each feature a scale and a bias.
 *
 * <p>Y. Wu and K. He, <i>Group normalization</i>, ECCV 2018:
 *
 * <pre>{@code
 * y = (x − mean) / √(variance + ε) · scale + bias
 * }</pre>
 *
 * <p>Statistics are over the features of a group and all other axes but the first, which is the
 * batch; with the biased variance. As many groups as features is instance normalisation. A vector
 * is a single sample. Samples do not influence each other, and a batch of any length is taken, also
 * an empty one.
 *
 * @param features how many there are; a multiple of the number of groups
 * @param groups at least 1
 * @param axis of the features; negative if it is counted from the end, −1 being the last
 * @param affine whether there are parameters {@code scale} and {@code bias}, of shape [features];
 *     if not, they are 1 and 0
 * @param epsilon ε, keeps the division finite; positive
 */
public record GroupNorm(int features, int groups, int axis, boolean affine, double epsilon)
    implements Layer {
  /** Checks the numbers. */
  public GroupNorm {
    String title = title(features, groups);
    Fitting.positive(title, "features", features);
    Fitting.positive(title, "groups", groups);
    if (features % groups != 0) {
      throw new FluxionException(title + ": features must be a multiple of groups");
    }
    Normalised.requireEpsilon(title, epsilon);
  }

  /** Makes a layer for features along the last axis: affine, with ε = 10⁻⁵. */
  public GroupNorm(int features, int groups) {
    this(features, groups, -1, true, Normalised.EPSILON);
  }

  /** Makes a layer for features along an axis: affine, with ε = 10⁻⁵. */
  public GroupNorm(int features, int groups, int axis) {
    this(features, groups, axis, true, Normalised.EPSILON);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Normalised.initialParameters(affine, Shape.of(features));
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.empty();
  }

  /**
   * {@return the normalised input, and the state as it was}
   *
   * @param x its axis of features has length {@code features}
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = title(features, groups);
    int at = Fitting.axis(title, x, axis, features);
    if (at == 0 && x.rank() > 1) {
      throw new FluxionException(
          title + ": x has shape " + x.shape() + "; its first axis is the batch, not the features");
    }
    int[] split = new int[x.rank() + 1];
    for (int i = 0; i < split.length; i++) {
      split[i] = i == at ? groups : i == at + 1 ? features / groups : length(x, i, at);
    }
    int[] axes = Normalised.axesBut(split.length, 0, at);
    Tensor y = Normalised.standardised(x.reshape(split), epsilon, axes);
    y = y.reshape(x.shape().toArray());
    if (affine) {
      Tensor scale = Fitting.parameter(title, ps, "scale", Shape.of(features));
      Tensor bias = Fitting.parameter(title, ps, "bias", Shape.of(features));
      y = y.times(Normalised.along(scale, x.rank(), at));
      y = y.plus(Normalised.along(bias, x.rank(), at));
    }
    return new Applied(y, st);
  }

  private static int length(Tensor x, int i, int at) {
    return x.shape().get(i < at ? i : i - 1);
  }

  private static String title(int features, int groups) {
    return "GroupNorm(" + features + ", " + groups + ")";
  }
}
