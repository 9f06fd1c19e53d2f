package org.fluxion.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Parameters;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.tensor.Tensor;

/**
 * The nested loss of the Lux.jl manual with answers that were computed elsewhere in float64.
 *
 * @param loss of a network 1-12-12-12-1 with tanh
 * @param at the manual's 16 inputs and the parameters
 * @param slope the inner derivative there
 * @param value the loss there
 * @param gradient of the loss with respect to inputs and parameters
 */
public record LuxReference(
    NestedLoss loss, Arguments at, Tensor slope, double value, Arguments gradient) {
  private static final String RESOURCE = "lux_loss_function2.json";

  /**
   * {@return the reference, read from the file that comes with this module}
   *
   * @throws UncheckedIOException if the file is missing or damaged
   */
  public static LuxReference load() {
    JsonNode node = read().required("loss_function2");
    Layer model = network(node);
    SplittableRandom unused = new SplittableRandom(0);
    Parameters like = model.initialParameters(unused);
    return new LuxReference(
        new NestedLoss(model, model.initialState(unused)),
        new Arguments(column(node, "x"), parameters(node.required("params"), like)),
        column(node, "inner_grad"),
        node.required("value").doubleValue(),
        new Arguments(column(node, "dx"), parameters(node.required("dps"), like)));
  }

  private static JsonNode read() {
    try (InputStream in = LuxReference.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new FileNotFoundException(RESOURCE + " is not beside " + LuxReference.class);
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE + ": " + e.getMessage(), e);
    }
  }

  private static Layer network(JsonNode node) {
    JsonNode widths = node.required("layers");
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < widths.size(); i++) {
      boolean last = i + 2 == widths.size();
      layers.add(
          new Dense(
              widths.get(i).intValue(),
              widths.get(i + 1).intValue(),
              last ? Activation.IDENTITY : Activation.TANH));
    }
    return Chain.of(layers.toArray(Layer[]::new));
  }

  /** The file has features first: its weights are out × in, ours in × out. */
  private static Parameters parameters(JsonNode layers, Parameters like) {
    Parameters ps = like;
    for (int i = 0; i < layers.size(); i++) {
      String layer = "layer_" + (i + 1);
      ps =
          ps.with(layer + ".weight", matrix(layers.get(i).required("W")).transpose())
              .with(layer + ".bias", Tensor.vector(numbers(layers.get(i).required("b"))));
    }
    return ps;
  }

  /** A row of samples in the file, a column here. */
  private static Tensor column(JsonNode node, String name) {
    return matrix(node.required(name)).transpose();
  }

  private static Tensor matrix(JsonNode rows) {
    double[][] values = new double[rows.size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers(rows.get(i));
    }
    return Tensor.matrix(values);
  }

  private static double[] numbers(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }
}
