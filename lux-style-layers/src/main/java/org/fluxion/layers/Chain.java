package org.fluxion.layers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Layers one after the other, each taking the output of the one before.
 *
 * <p>Parameters and state of the first are below {@code layer_1}, of the second below {@code
 * layer_2}, and so on, also where a layer has none. A chain without layers is the identity. Layers
 * draw their initial values in order, so adding one at the end leaves those of the others as they
 * were.
 *
 * @param layers first to last
 */
public record Chain(List<Layer> layers) implements Layer {
  /** Copies the list. */
  public Chain {
    Given.require(layers, "Chain: layers are null");
    for (int i = 0; i < layers.size(); i++) {
      Given.require(layers.get(i), "Chain: " + name(i) + " is null");
    }
    layers = List.copyOf(layers);
  }

  /** Makes a chain without layers: the identity. */
  public Chain() {
    this(List.of());
  }

  /** {@return the chain of these layers, first to last} */
  public static Chain of(Layer... layers) {
    return new Chain(Arrays.asList(Given.require(layers, "Chain: layers are null")));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Parameters> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(name(i), layers.get(i).initialParameters(rng));
    }
    return Parameters.of(children);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    Map<String, State> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(name(i), layers.get(i).initialState(rng));
    }
    return State.of(children);
  }

  /**
   * {@return the output of the last layer, and the states of all for the next call}
   *
   * @throws org.fluxion.StructureException if parameters or state of a layer are missing
   */
  @Override
  @SuppressWarnings("ReferenceEquality") // a layer without news returns the very state it got
  public Applied apply(Tensor x, Parameters ps, State st) {
    Tensor y = x;
    State next = st;
    for (int i = 0; i < layers.size(); i++) {
      String name = name(i);
      State before = st.at(name);
      Applied applied = layers.get(i).apply(y, ps.at(name), before);
      y = applied.y();
      if (applied.st() != before) {
        next = next.with(name, applied.st());
      }
    }
    return new Applied(y, next);
  }

  private static String name(int index) {
    return "layer_" + (index + 1);
  }
}
