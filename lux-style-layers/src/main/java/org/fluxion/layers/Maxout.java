package org.fluxion.layers;

import java.util.Collections;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * The largest, element by element, of the outputs of several layers that all take the whole input.
 *
 * <p>I. Goodfellow et al., <i>Maxout networks</i>, ICML 2013. A tie shares the derivative equally.
 * Any batch that the layers take is taken.
 *
 * @param children at least one, with outputs of one shape
 */
public record Maxout(NamedLayers children) implements Layer {
  /** Checks that there are layers. */
  public Maxout {
    Given.require(children, "Maxout: layers are null");
    Fitting.positive("Maxout", "the number of layers", children.size());
  }

  /** {@return the maximum of these layers, with the names layer_1, layer_2, …} */
  public static Maxout of(Layer... layers) {
    return new Maxout(NamedLayers.of(layers));
  }

  /** {@return the maximum of so many layers of one kind, each with its own parameters} */
  public static Maxout of(int pieces, Layer layer) {
    Fitting.positive("Maxout", "the number of layers", pieces);
    return new Maxout(NamedLayers.of(Collections.nCopies(pieces, layer)));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return children.initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children.initialState(rng);
  }

  /** {@return the largest outputs, and the states of all for the next call} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    return new Branch(Connections.maximum(), children).apply(x, ps, st);
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new Maxout(children.map(function));
  }
}
