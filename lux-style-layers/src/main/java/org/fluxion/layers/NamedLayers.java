package org.fluxion.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.StructureException;
import org.fluxion.tensor.Tensor;

/**
 * The layers inside a layer, in order, each with the name of its parameters and state.
 *
 * <p>What containers are made of, one's own as well: it puts the parameters and states of the
 * layers together, and hands each its own. Immutable; equal when names, layers and their order are.
 *
 * @param names not empty, without dots, each once
 * @param layers as many
 */
public record NamedLayers(List<String> names, List<Layer> layers) {
  /**
   * Copies the lists.
   *
   * @throws StructureException if a name is none or occurs twice, or if there are more names than
   *     layers or fewer
   */
  public NamedLayers {
    Given.require(names, "NamedLayers: names are null");
    Given.require(layers, "NamedLayers: layers are null");
    if (names.size() != layers.size()) {
      throw new StructureException(
          "NamedLayers: " + names.size() + " names for " + layers.size() + " layers");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name == null || name.isEmpty() || name.indexOf('.') >= 0) {
        throw new StructureException(
            "NamedLayers: "
                + (name == null ? "null" : '"' + name + '"')
                + " is no name; a name is not empty and has no dot");
      }
      if (!seen.add(name)) {
        throw new StructureException("NamedLayers: the name \"" + name + "\" occurs twice");
      }
      Given.require(layers.get(i), "NamedLayers: " + name + " is null");
    }
    names = List.copyOf(names);
    layers = List.copyOf(layers);
  }

  /** {@return the layers of a map, in the order in which it is iterated} */
  public static NamedLayers of(Map<String, ? extends Layer> layers) {
    Given.require(layers, "NamedLayers: layers are null");
    return new NamedLayers(new ArrayList<>(layers.keySet()), new ArrayList<>(layers.values()));
  }

  /** {@return the layers with the names layer_1, layer_2, …} */
  public static NamedLayers of(List<? extends Layer> layers) {
    Given.require(layers, "NamedLayers: layers are null");
    List<String> names = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      names.add("layer_" + (i + 1));
    }
    return new NamedLayers(names, new ArrayList<>(layers));
  }

  /** {@return the layers with the names layer_1, layer_2, …} */
  public static NamedLayers of(Layer... layers) {
    return of(Arrays.asList(Given.require(layers, "NamedLayers: layers are null")));
  }

  /** {@return how many there are} */
  public int size() {
    return layers.size();
  }

  /** {@return the initial parameters of each layer below its name, drawn in order} */
  public Parameters initialParameters(RandomGenerator rng) {
    Map<String, Parameters> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(names.get(i), layers.get(i).initialParameters(rng));
    }
    return Parameters.of(children);
  }

  /** {@return the initial state of each layer below its name, drawn in order} */
  public State initialState(RandomGenerator rng) {
    Map<String, State> children = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      children.put(names.get(i), layers.get(i).initialState(rng));
    }
    return State.of(children);
  }

  /**
   * {@return the output of one of the layers, and the state of all with its new one}
   *
   * <p>The state is {@code st} itself if the layer has left its own as it was.
   *
   * @param index which layer, from 0
   * @param ps the parameters of all
   * @param st the state of all
   * @throws StructureException if there are no parameters or no state of its name
   */
  @SuppressWarnings("ReferenceEquality") // a layer without news returns the very state it got
  public Applied apply(int index, Tensor x, Parameters ps, State st) {
    String name = names.get(index);
    State before = st.at(name);
    Applied applied = layers.get(index).apply(x, ps.at(name), before);
    return applied.st() == before
        ? new Applied(applied.y(), st)
        : new Applied(applied.y(), st.with(name, applied.st()));
  }

  /** {@return other layers of the same names: what a function makes of name and layer of each} */
  public NamedLayers map(BiFunction<String, Layer, Layer> function) {
    List<Layer> mapped = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      mapped.add(function.apply(names.get(i), layers.get(i)));
    }
    return new NamedLayers(names, mapped);
  }

  /** {@return names and layers in order, as in {@code {layer_1=NoOp[]}}} */
  @Override
  public String toString() {
    Map<String, Layer> all = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      all.put(names.get(i), layers.get(i));
    }
    return all.toString();
  }
}
