package org.fluxion.layers;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Layers one after the other, each taking the output of the one before.
 *
 * <p>Parameters and state of the first are below {@code layer_1}, of the second below {@code
 * layer_2}, and so on, or below names of the user's, also where a layer has none. A chain without
 * layers is the identity. Layers draw their initial values in order, so adding one at the end
 * leaves those of the others as they were.
 *
 * @param children first to last
 */
public record Chain(NamedLayers children) implements Layer {
  /** Checks that the layers are there. */
  public Chain {
    Given.require(children, "Chain: layers are null");
  }

  /** Makes a chain without layers: the identity. */
  public Chain() {
    this(List.of());
  }

  /** Makes the chain of these layers, first to last, with the names layer_1, layer_2, … */
  public Chain(List<? extends Layer> layers) {
    this(NamedLayers.of(layers));
  }

  /** {@return the chain of these layers, first to last, with the names layer_1, layer_2, …} */
  public static Chain of(Layer... layers) {
    return new Chain(NamedLayers.of(layers));
  }

  /** {@return the chain of these layers, in the order in which the map is iterated} */
  public static Chain named(Map<String, ? extends Layer> layers) {
    return new Chain(NamedLayers.of(layers));
  }

  /** {@return the layers, first to last} */
  public List<Layer> layers() {
    return children.layers();
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return children.initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children.initialState(rng);
  }

  /**
   * {@return the output of the last layer, and the states of all for the next call}
   *
   * @throws org.fluxion.StructureException if parameters or state of a layer are missing
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Applied last = new Applied(x, st);
    for (int i = 0; i < children.size(); i++) {
      last = children.apply(i, last.y(), ps, last.st());
    }
    return last;
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new Chain(children.map(function));
  }
}
