package org.fluxion.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Tensor;

/**
 * Several layers side by side, each taking its part of the last axis, their outputs joined.
 *
 * <p>y = connection(layer_1(x₁), layer_2(x₂), …), where x₁, x₂, … one after the other make up the
 * last axis of x. {@link Branch} hands each layer the whole input instead. Any batch that the
 * layers take is taken.
 *
 * @param connection makes one tensor of the outputs
 * @param widths the length of the last axis of each part; empty for parts of one length
 * @param children at least one
 */
public record Parallel(Connection connection, List<Integer> widths, NamedLayers children)
    implements Layer {
  /** Checks that there are layers, and as many widths if any. */
  public Parallel {
    Given.require(connection, "Parallel: connection is null");
    widths = List.copyOf(Given.require(widths, "Parallel: widths are null"));
    int size = Given.require(children, "Parallel: layers are null").size();
    if (size == 0) {
      throw new FluxionException("Parallel: at least one layer is needed");
    }
    if (!widths.isEmpty() && widths.size() != size) {
      throw new FluxionException("Parallel: widths " + widths + " for " + size + " layers");
    }
    for (int width : widths) {
      Fitting.positive("Parallel", "each width", width);
    }
  }

  /** {@return layers that take parts of one length, with the names layer_1, layer_2, …} */
  public static Parallel of(Connection connection, Layer... layers) {
    return new Parallel(connection, List.of(), NamedLayers.of(layers));
  }

  /** {@return layers that take parts of these lengths, with the names layer_1, layer_2, …} */
  public static Parallel of(Connection connection, List<Integer> widths, Layer... layers) {
    return new Parallel(connection, widths, NamedLayers.of(layers));
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
   * {@return the joined outputs, and the states of all for the next call}
   *
   * @throws ShapeMismatchException if the last axis of x is not made up of the parts
   */
  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    List<Tensor> parts = new ArrayList<>(children.size());
    State next = st;
    int axis = x.rank() - 1;
    int from = 0;
    List<Integer> lengths = lengths(x);
    for (int i = 0; i < children.size(); i++) {
      int to = from + lengths.get(i);
      Applied applied = children.apply(i, x.slice(axis, from, to), ps, next);
      parts.add(applied.y());
      next = applied.st();
      from = to;
    }
    return new Applied(connection.join(parts), next);
  }

  private List<Integer> lengths(Tensor x) {
    int length = x.shape().get(Fitting.axis("Parallel", x, -1));
    int count = children.size();
    int sum = widths.isEmpty() ? length : widths.stream().mapToInt(Integer::intValue).sum();
    if (length != sum || (widths.isEmpty() && length % count != 0)) {
      throw new ShapeMismatchException(
          "Parallel: x has shape "
              + x.shape()
              + "; its last axis must be made up of "
              + (widths.isEmpty() ? count + " parts of one length" : "parts " + widths));
    }
    return widths.isEmpty() ? Collections.nCopies(count, length / count) : widths;
  }

  @Override
  public Layer mapChildren(BiFunction<String, Layer, Layer> function) {
    return new Parallel(connection, widths, children.map(function));
  }
}
