package org.fluxion.layers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * Batch normalisation: each feature gets mean 0 and variance 1, then a scale and a bias.
 *
 * <p>S. Ioffe and C. Szegedy, <i>Batch normalization</i>, ICML 2015:
 *
 * <pre>{@code
 * y = (x − mean) / √(variance + ε) · scale + bias
 * }</pre>
 *
 * <p>Statistics are over all axes but that of the features. In training they are those of the
 * batch, with the biased variance Σ(x − mean)² / n, and move the running ones in the state, {@code
 * mean} and {@code variance}, by {@code running ← (1 − momentum) · running + momentum · batch},
 * where the variance counts unbiased, with n − 1 for n; all as in PyTorch and Lux. In test mode the
 * running ones are taken and the state stays as it is.
 *
 * <p>One value for each feature, as in a batch of one, has no variance: in training y is then the
 * bias, and the running variance stays. An empty batch is refused in training and defined in test
 * mode.
 *
 * @param features how many there are, at least 1
 * @param axis of the features; negative if it is counted from the end, −1 being the last
 * @param affine whether there are parameters {@code scale} and {@code bias}, of shape [features];
 *     if not, they are 1 and 0
 * @param epsilon ε, keeps the division finite; positive
 * @param momentum the share of the batch in the running statistics, in [0, 1]
 */
public record BatchNorm(int features, int axis, boolean affine, double epsilon, double momentum)
    implements Layer {
  /** Checks the numbers. */
  public BatchNorm {
    String title = "BatchNorm(" + features + ")";
    Fitting.positive(title, "features", features);
    Normalised.requireEpsilon(title, epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new FluxionException(title + ": momentum must be in [0, 1], given " + momentum);
    }
  }

  /** Makes a layer for features along the last axis: affine, with ε = 10⁻⁵ and momentum 0.1. */
  public BatchNorm(int features) {
    this(features, -1);
  }

  /** Makes a layer for features along an axis: affine, with ε = 10⁻⁵ and momentum 0.1. */
  public BatchNorm(int features, int axis) {
    this(features, axis, true, Normalised.EPSILON, 0.1);
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Normalised.initialParameters(affine, Shape.of(features));
  }

  /** {@return mean 0 and variance 1, in training mode} */
  @Override
  public State initialState(RandomGenerator rng) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("mean", Tensor.zeros(features));
    state.put("variance", Tensor.ones(features));
    state.put(State.TRAINING, Tensor.scalar(1));
    return State.of(state);
  }

  /**
   * {@return the normalised input, and in training the state with the running statistics moved}
   *
   * @param x its axis of features has length {@code features}
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   * @throws FluxionException if the batch is empty, in training
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String title = "BatchNorm(" + features + ")";
    int at = Fitting.axis(title, x, axis, features);
    if (!st.isTraining()) {
      Tensor centred = x.minus(along(x, at, st.tensor("mean")));
      return new Applied(output(centred, along(x, at, st.tensor("variance")), at, ps), st);
    }
    if (x.size() == 0) {
      throw new FluxionException(
          title
              + ": x has shape "
              + x.shape()
              + ", and an empty batch has no statistics; leave it out, or call State.testing()");
    }
    int[] axes = Normalised.axesBut(x.rank(), at);
    Tensor mean = Normalised.mean(x, axes);
    Tensor centred = x.minus(mean);
    Tensor variance = Normalised.mean(centred.square(), axes);
    State next = st.with("mean", moved(st.tensor("mean"), mean));
    double n = (double) x.size() / features;
    if (n > 1) {
      next = next.with("variance", moved(st.tensor("variance"), variance.times(n / (n - 1))));
    }
    return new Applied(output(centred, variance, at, ps), next);
  }

  private Tensor output(Tensor centred, Tensor variance, int at, Parameters ps) {
    Tensor y = Normalised.divided(centred, variance, epsilon);
    if (!affine) {
      return y;
    }
    String title = "BatchNorm(" + features + ")";
    Tensor scale = Fitting.parameter(title, ps, "scale", Shape.of(features));
    Tensor bias = Fitting.parameter(title, ps, "bias", Shape.of(features));
    return y.times(along(y, at, scale)).plus(along(y, at, bias));
  }

  private static Tensor along(Tensor x, int at, Tensor vector) {
    return Normalised.along(vector, x.rank(), at);
  }

  private Tensor moved(Tensor running, Tensor ofBatch) {
    return running.times(1 - momentum).plus(ofBatch.reshape(features).times(momentum));
  }
}
