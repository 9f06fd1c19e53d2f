package org.fluxion.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.layers.Recurrence.Output;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Outputs, gradients and second derivatives against numbers that were computed without this
 * library; the README beside them says how.
 */
class ReferenceTest {
  private static final List<Case> CASES =
      List.of(
          new Case(
              "conv1d",
              new Conv(2, 3, Window.of(3).withStride(2).withPadding(1, 2).withDilation(2)),
              2,
              6,
              2),
          new Case("conv1dGroups", new Conv(4, 6, Window.of(2)).withGroups(2), 2, 3, 4),
          new Case(
              "conv2d",
              new Conv(
                  2,
                  2,
                  Window.of(3).withStride(2).withPadding(1),
                  Window.of(2).withPadding(1).withDilation(2)),
              2,
              4,
              3,
              2),
          new Case("maxPool2d", new MaxPool(padded(), padded()), 2, 4, 4, 1),
          new Case("meanPool2d", new MeanPool(padded(), padded()), 2, 4, 4, 1),
          new Case("rnn", new Recurrence(new RNNCell(2, 2), Output.SEQUENCE), 2, 3, 2),
          new Case("lstm", new Recurrence(new LSTMCell(2, 2), Output.SEQUENCE), 2, 3, 2),
          new Case("gru", new Recurrence(new GRUCell(2, 2), Output.SEQUENCE), 2, 3, 2),
          new Case("attention", new MultiHeadAttention(4, 2, false), 2, 3, 4),
          new Case("causalAttention", new MultiHeadAttention(4, 2, true), 2, 3, 4));

  private static Window padded() {
    return Window.of(3).withStride(2).withPadding(1);
  }

  /** A layer with the name that its numbers have. */
  private record Case(String name, Layer layer, int... shape) {}

  private static Map<String, double[]> numbers() throws IOException {
    try (InputStream in = ReferenceTest.class.getResourceAsStream("layer_reference.txt")) {
      Map<String, double[]> numbers = new LinkedHashMap<>();
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        String[] words = line.split(" ", -1);
        numbers.put(
            words[0], Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
      }
      return numbers;
    }
  }

  /** {@return a tensor of the formula that the script uses} */
  private static Tensor pattern(int k, Shape shape) {
    double[] elements = new double[shape.size()];
    Arrays.setAll(elements, i -> ((7 * i + 3 * k) % 11 - 5) / 8.0);
    return Tensor.of(elements, shape.toArray());
  }

  @TestFactory
  Stream<DynamicNode> layersGiveTheReferenceNumbers() throws IOException {
    Map<String, double[]> numbers = numbers();
    return CASES.stream()
        .map(
            each ->
                dynamicContainer(
                    each.name,
                    Stream.of("forward", "reverse", "mixed")
                        .map(
                            backend -> dynamicTest(backend, () -> check(each, backend, numbers)))));
  }

  private static void check(Case each, String name, Map<String, double[]> numbers) {
    Layer layer = each.layer;
    State st = layer.initialState(new SplittableRandom(1));
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("x", Tensor.zeros(each.shape));
    inputs.put("ps", layer.initialParameters(new SplittableRandom(1)));
    Parameters point = filled(Parameters.of(inputs), 0);
    Tensor y = layer.apply(point.tensor("x"), point.at("ps"), st).y();
    compare(numbers, each.name + ".y", y);
    Tensor v = pattern(9, y.shape());
    Differentiable<Parameters> loss =
        p -> {
          Tensor output = layer.apply(p.tensor("x"), p.at("ps"), st).y();
          return output.times(v.plus(output.div(2))).sum();
        };
    Backend backend = Backends.named(name);
    Parameters gradient = Derivatives.gradient(backend, loss, point);
    Parameters second = Derivatives.hvp(backend, loss, point, filled(point, 20));
    for (int i = 0; i < point.tensors().size(); i++) {
      compare(numbers, each.name + ".gradient" + i, gradient.tensors().get(i));
      compare(numbers, each.name + ".second" + i, second.tensors().get(i));
    }
  }

  /** {@return the same tree, tensor i filled with the pattern of k = first + i} */
  private static Parameters filled(Parameters like, int first) {
    List<Tensor> tensors = new ArrayList<>();
    for (Tensor tensor : like.tensors()) {
      tensors.add(pattern(first + tensors.size(), tensor.shape()));
    }
    return like.withTensors(tensors);
  }

  private static void compare(Map<String, double[]> numbers, String name, Tensor given) {
    Check.assertClose(Tensor.of(numbers.get(name), given.shape().toArray()), given);
  }

  @Test
  void everyNumberIsUsed() throws IOException {
    Set<String> named =
        numbers().keySet().stream()
            .filter(name -> !name.isEmpty())
            .map(name -> name.substring(0, name.indexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(CASES.stream().map(Case::name).toList()), named);
  }
}
