package org.fluxion.layers.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Parameters;
import org.fluxion.layers.State;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/**
 * A number made of a layer's output y: Σ y (w + y/2), with drawn w, so that each element counts and
 * second derivatives mix input and parameters even where the layer is linear.
 */
final class Loss {
  private final LayerSample sample;
  private final Parameters parameters;
  private final State state;
  private final Tensor weights;

  Loss(LayerSample sample) {
    this.sample = sample;
    this.parameters = sample.parameters();
    this.state = sample.state();
    Shape output = sample.layer().apply(sample.input(), parameters, state).y().shape();
    this.weights = LayerSample.generic(output, 3);
  }

  LayerSample sample() {
    return sample;
  }

  Parameters parameters() {
    return parameters;
  }

  State state() {
    return state;
  }

  Tensor of(Tensor y) {
    return y.times(weights.plus(y.div(2))).sum();
  }

  Tensor at(Tensor x, Parameters ps) {
    return of(sample.layer().apply(x, ps, state).y());
  }

  /** {@return the loss of the input alone, below "x"} */
  Tensor atInput(Parameters point) {
    return at(point.tensor("x"), parameters);
  }

  /** {@return the loss of the parameters alone, below "ps"} */
  Tensor atParameters(Parameters point) {
    return at(sample.input(), point.at("ps"));
  }

  /** {@return the loss of what can be differentiated, input and parameters} */
  Tensor atBoth(Parameters point) {
    return sample.is(Trait.DISCRETE_INPUT)
        ? atParameters(point)
        : at(point.tensor("x"), point.at("ps"));
  }

  Parameters inputPoint() {
    if (sample.is(Trait.DISCRETE_INPUT)) {
      throw new Skip("the layer declares a discrete input");
    }
    return Parameters.of(Map.of("x", sample.input()));
  }

  Parameters parametersPoint() {
    if (parameters.tensors().isEmpty()) {
      throw new Skip("the layer has no parameters");
    }
    return Parameters.of(Map.of("ps", parameters));
  }

  Parameters bothPoint() {
    if (sample.is(Trait.DISCRETE_INPUT)) {
      return parametersPoint();
    }
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("x", sample.input());
    both.put("ps", parameters);
    return Parameters.of(both);
  }

  /** {@return a drawn direction in which everything moves} */
  static Parameters direction(Parameters point) {
    Parameters drawn = point;
    List<String> paths = point.paths();
    for (int i = 0; i < paths.size(); i++) {
      Shape shape = point.tensor(paths.get(i)).shape();
      drawn = drawn.with(paths.get(i), LayerSample.generic(shape, 10 + i));
    }
    return drawn;
  }
}
