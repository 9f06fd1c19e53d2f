package org.fluxion.layers;

import java.util.Collections;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * A layer applied several times, each time to its own output: y = layer(layer(… layer(x))).
 *
 * <p>With shared parameters they and the state are below {@code layer}, and each application sees
 * the state that the one before left. Otherwise each has its own, below {@code layer_1}, {@code
 * layer_2} and so on. Any batch that the layer takes is taken.
 *
 * @param layer whose output fits its input
 * @param times how often, at least 1
 * @param sharedParameters whether all applications have the same parameters and state
 */
public record Repeated(Layer layer, int times, boolean sharedParameters) implements Layer {
  /** Checks the number of times. */
  public Repeated {
    Given.require(layer, "Repeated: layer is null");
    Fitting.positive("Repeated", "times", times);
  }

  private NamedLayers children() {
    return sharedParameters
        ? NamedLayers.of(Map.of("layer", layer))
        : NamedLayers.of(Collections.nCopies(times, layer));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return children().initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children().initialState(rng);
  }

  /** {@return the output of the last application, and the state for the next call} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    NamedLayers children = children();
    Applied last = new Applied(x, st);
    for (int i = 0; i < times; i++) {
      last = children.apply(sharedParameters ? 0 : i, last.y(), ps, last.st());
    }
    return last;
  }

  /** {@return the same with another layer; a chain, if each application has its own} */
  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    NamedLayers mapped = children().map(function);
    return sharedParameters ? new Repeated(mapped.layers().get(0), times, true) : new Chain(mapped);
  }
}
