package org.fluxion.examples;

import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.valueAndGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Scanner;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.PreparedGradient;
import org.fluxion.ValueAndGradient;
import org.fluxion.layers.training.Adam;
import org.fluxion.layers.training.OptimiserState;
import org.fluxion.layers.training.Updated;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitSequenceTest {
  private final Parameters start;
  private final BitSequence loss;

  BitSequenceTest() throws Exception {
    try (InputStream in = resource("lstm_l2_c1024.txt");
        Scanner numbers = new Scanner(in, "US-ASCII")) {
      int l = numbers.nextInt();
      int c = numbers.nextInt();
      int b = numbers.nextInt();
      Map<String, Tensor> weights = new LinkedHashMap<>();
      weights.put(BitSequence.MAIN, tensor(numbers, 2 * l, 4 * b));
      weights.put(BitSequence.EXTRA, tensor(numbers, 3, b));
      start = Parameters.of(weights);
      loss = new BitSequence(tensor(numbers, 2 * l, b), tensor(numbers, c, b));
    }
  }

  /** The benchmark stores eight digits of the loss, and its gradient in full. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed", "reverse"})
  void theGradientThroughAThousandStepsAgreesWithTheStoredOne(String spec) throws Exception {
    JsonNode expected;
    try (InputStream in = resource("lstm_test.json")) {
      expected = new ObjectMapper().readTree(in);
    }
    ValueAndGradient<Parameters> both = valueAndGradient(Backends.named(spec), loss, start);
    assertEquals(expected.get("objective").doubleValue(), both.value().item(), 1e-8);
    double[] gradient = both.gradient().flatten().toArray();
    assertEquals(gradient.length, expected.get("gradient").size());
    for (int i = 0; i < gradient.length; i++) {
      double stored = expected.get("gradient").get(i).doubleValue();
      assertEquals(stored, gradient[i], 1e-10 * Math.abs(stored), "element " + i);
    }
  }

  @Test
  void theLossFallsInEachOfAFewSteps() {
    PreparedGradient<Parameters> gradient = prepareGradient(Backends.named("reverse"), loss, start);
    Adam adam = new Adam(0.01);
    Parameters ps = start;
    OptimiserState state = adam.initialState(ps);
    double last = Double.POSITIVE_INFINITY;
    for (int step = 0; step < 8; step++) {
      ValueAndGradient<Parameters> now = gradient.withValueAt(ps);
      assertTrue(now.value().item() < last, "step " + step);
      last = now.value().item();
      Updated next = adam.update(ps, now.gradient(), state);
      ps = next.ps();
      state = next.state();
    }
    assertTrue(last < 0.64, "loss " + last);
  }

  private static Tensor tensor(Scanner numbers, int rows, int columns) {
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.parseDouble(numbers.next());
    }
    return Tensor.of(values, rows, columns);
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        BitSequenceTest.class.getResourceAsStream("/adbench/" + name), name);
  }
}
