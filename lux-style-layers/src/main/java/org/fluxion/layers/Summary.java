package org.fluxion.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.fluxion.Parameters;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A model layer by layer: names, kinds, shapes and numbers of parameters; prints as a table.
 *
 * @param rows a layer each, containers before what is inside them; the last is the whole model
 * @param stateSize the number of scalars in the state
 */
public record Summary(List<Row> rows, int stateSize) {
  /**
   * One layer.
   *
   * @param path in parameters and state, as in {@code layer_1.layer_2}; empty for the whole model
   * @param kind what kind of layer it is
   * @param output the shape of its output, that of the last call if there are several; null if the
   *     model did not call it
   * @param parameters the number of scalars in its parameters, with those of the layers inside
   */
  public record Row(String path, String kind, @Nullable Shape output, int parameters) {}

  /** Copies the list. */
  public Summary {
    rows = List.copyOf(Given.require(rows, "Summary: rows are null"));
  }

  /**
   * {@return the summary of a model for inputs of one shape}
   *
   * <p>The model is run once, in test mode, on zeros, with parameters that are drawn for that.
   *
   * @param inputShape of x, with its batch, as in {@code 1, 28, 28}
   * @throws org.fluxion.FluxionException naming a layer that does not take such an input
   */
  public static Summary summary(Layer model, int... inputShape) {
    Given.require(model, "Summary: model is null");
    SplittableRandom rng = new SplittableRandom(0);
    Parameters ps = model.initialParameters(rng);
    State st = model.initialState(rng).testing();
    Map<String, Shape> outputs = new LinkedHashMap<>();
    new Observed(model, call -> outputs.put(call.path(), call.applied().y().shape()))
        .apply(Tensor.zeros(inputShape), ps, st);
    List<Row> rows = new ArrayList<>();
    add(rows, "", model, ps, outputs);
    rows.add(new Row("", kind(model), outputs.get(""), ps.size()));
    return new Summary(rows, st.tensors().stream().mapToInt(Tensor::size).sum());
  }

  private static void add(
      List<Row> rows, String prefix, Layer layer, Parameters ps, Map<String, Shape> outputs) {
    Map<String, Layer> children = new LinkedHashMap<>();
    layer.mapChildren(
        (name, child) -> {
          children.put(name, child);
          return child;
        });
    children.forEach(
        (name, child) -> {
          String path = prefix + name;
          Parameters own = ps.at(name);
          rows.add(new Row(path, kind(child), outputs.get(path), own.size()));
          add(rows, path + ".", child, own, outputs);
        });
  }

  private static String kind(Layer layer) {
    if (layer instanceof Enum<?> constant) {
      return constant.name();
    }
    String name = layer.getClass().getSimpleName();
    return name.isEmpty() ? "unnamed" : name;
  }

  /** {@return the number of scalars in all parameters} */
  public int parameters() {
    return rows.get(rows.size() - 1).parameters();
  }

  /** {@return a table in ASCII, without a line break at the end} */
  @Override
  public String toString() {
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of("layer", "kind", "output", "parameters"));
    for (Row row : rows) {
      String path = row.path().isEmpty() ? "total" : row.path();
      String output = row.output() == null ? "not called" : row.output().toString();
      cells.add(List.of(path, row.kind(), output, number(row.parameters())));
    }
    int[] widths = new int[4];
    for (List<String> line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> line : cells) {
      lines.add(padded(line, widths));
    }
    String rule = "-".repeat(lines.get(0).length());
    lines.add(1, rule);
    lines.add(lines.size() - 1, rule);
    if (stateSize > 0) {
      lines.add(
          "and " + number(stateSize) + (stateSize == 1 ? " number" : " numbers") + " of state");
    }
    return lines.stream().collect(Collectors.joining(System.lineSeparator()));
  }

  /** {@return words to the left, and the number, which is last, to the right} */
  private static String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - line.get(i).length());
      boolean last = i == widths.length - 1;
      text.append(last ? space + line.get(i) : line.get(i) + space + "  ");
    }
    return text.toString();
  }

  private static String number(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
