package org.fluxion.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A layer whose weight is given by its direction and its length, which are trained separately.
 *
 * <p>T. Salimans and D. P. Kingma, <i>Weight normalization</i>, NIPS 2016: w = gain · v / ‖v‖, for
 * each output its own. The parameters of the layer are below {@code layer}, with v in place of the
 * weight; {@code gain} is a vector with an element for each index of the axis of the outputs. It
 * starts at ‖v‖, so that the layer starts as it does without. Any batch that the layer takes is
 * taken.
 *
 * @param layer whose weight it is
 * @param weight the path of the weight in the parameters of the layer
 * @param axis of the outputs in the weight; negative if it is counted from the end, −1 being the
 *     last, as for {@link Dense}
 */
public record WeightNorm(Layer layer, String weight, int axis) implements Layer {
  /** Checks that all is there. */
  public WeightNorm {
    Given.require(layer, "WeightNorm: layer is null");
    Given.require(weight, "WeightNorm: weight is null");
  }

  /** Normalises the parameter {@code weight} of a layer, whose last axis is that of the outputs. */
  public WeightNorm(Layer layer) {
    this(layer, "weight", -1);
  }

  private NamedLayers children() {
    return NamedLayers.of(Map.of("layer", layer));
  }

  /**
   * {@return the parameters of the layer, and the lengths of its weight}
   *
   * @throws FluxionException if the weight of some output is 0, which has no direction
   */
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Parameters inner = layer.initialParameters(rng);
    Tensor gain = lengths(inner.tensor(weight)).flatten();
    for (double length : gain.toArray()) {
      if (length == 0) {
        throw new FluxionException(
            "WeightNorm: "
                + weight
                + " starts at 0 for some output and has no direction; use another initialiser");
      }
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("layer", inner);
    parameters.put("gain", gain);
    return Parameters.of(parameters);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children().initialState(rng);
  }

  /**
   * {@return what the layer gives with the weight gain · v / ‖v‖}
   *
   * @throws org.fluxion.ShapeMismatchException if x or the parameters have other shapes
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    String path = "layer." + weight;
    Tensor direction = ps.tensor(path);
    Tensor lengths = lengths(direction);
    Tensor gain = Fitting.parameter("WeightNorm", ps, "gain", Shape.of(lengths.size()));
    Tensor factor = gain.reshape(lengths.shape().toArray()).div(lengths);
    return children().apply(0, x, ps.with(path, direction.times(factor)), st);
  }

  /** {@return the length for each output, of the weight's rank, so that it broadcasts} */
  private Tensor lengths(Tensor direction) {
    if (direction.rank() < 2) {
      throw new FluxionException(
          "WeightNorm: "
              + weight
              + " has shape "
              + direction.shape()
              + "; an axis of outputs and another are needed");
    }
    int at = Fitting.axis("WeightNorm: " + weight, direction, axis);
    int[] kept = new int[direction.rank()];
    Arrays.fill(kept, 1);
    kept[at] = direction.shape().get(at);
    return direction.norm(Normalised.axesBut(direction.rank(), at)).reshape(kept);
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new WeightNorm(function.apply("layer", layer), weight, axis);
  }
}
