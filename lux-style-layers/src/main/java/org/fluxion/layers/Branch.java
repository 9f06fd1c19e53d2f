package org.fluxion.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * Several layers that all take the whole input, their outputs joined.
 *
 * <p>y = connection(layer_1(x), layer_2(x), …). {@link Parallel} hands each layer a part of the
 * input instead. Any batch that the layers take is taken.
 *
 * @param connection makes one tensor of the outputs
 * @param children at least one
 */
public record Branch(Connection connection, NamedLayers children) implements Layer {
  /** Checks that there are layers. */
  public Branch {
    Given.require(connection, "Branch: connection is null");
    if (Given.require(children, "Branch: layers are null").size() == 0) {
      throw new FluxionException("Branch: at least one layer is needed");
    }
  }

  /** {@return the branches of these layers, with the names layer_1, layer_2, …} */
  public static Branch of(Connection connection, Layer... layers) {
    return new Branch(connection, NamedLayers.of(layers));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return children.initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children.initialState(rng);
  }

  /** {@return the joined outputs, and the states of all for the next call} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    List<Tensor> parts = new ArrayList<>(children.size());
    State next = st;
    for (int i = 0; i < children.size(); i++) {
      Applied applied = children.apply(i, x, ps, next);
      parts.add(applied.y());
      next = applied.st();
    }
    return new Applied(connection.join(parts), next);
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new Branch(connection, children.map(function));
  }
}
