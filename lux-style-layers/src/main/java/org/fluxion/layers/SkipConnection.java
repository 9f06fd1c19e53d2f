package org.fluxion.layers;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * A layer and a way around it: y = connection(layer(x), x).
 *
 * <p>With {@link Connections#plus()} the block of a residual network. Parameters and state of the
 * layer are below {@code layer}. Any batch that the layer takes is taken.
 *
 * @param layer that is skipped
 * @param connection joins its output and the input, in this order
 */
public record SkipConnection(Layer layer, Connection connection) implements Layer {
  /** Checks that both are there. */
  public SkipConnection {
    Given.require(layer, "SkipConnection: layer is null");
    Given.require(connection, "SkipConnection: connection is null");
  }

  private NamedLayers children() {
    return NamedLayers.of(Map.of("layer", layer));
  }

  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return children().initialParameters(rng);
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return children().initialState(rng);
  }

  /** {@return the joined output and input, and the state of the layer for the next call} */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Applied applied = children().apply(0, x, ps, st);
    return new Applied(connection.join(List.of(applied.y(), x)), applied.st());
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new SkipConnection(function.apply("layer", layer), connection);
  }
}
