package org.fluxion.layers;

import static org.fluxion.layers.Check.assertClose;
import static org.fluxion.layers.Check.assertShape;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.ShapeMismatchException;
import org.fluxion.interpreters.Counting;
import org.fluxion.layers.Recurrence.Output;
import org.fluxion.layers.Recurrence.Start;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrenceTest {
  static List<RecurrentCell> cells() {
    return List.of(new RNNCell(2, 3), new LSTMCell(2, 3), new GRUCell(2, 3));
  }

  private static Parameters drawn(Layer layer) {
    return layer.initialParameters(new SplittableRandom(3));
  }

  private static State begin(Layer layer) {
    return layer.initialState(new SplittableRandom(3));
  }

  private static Tensor waves(int... shape) {
    double[] elements = new double[Shape.of(shape).size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Math.sin(i + 1);
    }
    return Tensor.of(elements, shape);
  }

  private static Parameters below(Parameters cell) {
    return Parameters.of(Map.of("cell", cell));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aSequenceIsTheCellStepByStep(RecurrentCell cell) {
    Parameters ps = drawn(cell);
    Tensor x = waves(4, 5, 2);
    State st = begin(cell);
    Tensor[] outputs = new Tensor[5];
    for (int t = 0; t < 5; t++) {
      Applied applied = cell.apply(x.slice(1, t, t + 1).reshape(4, 2), ps, st);
      outputs[t] = applied.y();
      st = applied.st();
    }
    assertClose(
        Tensor.stack(1, outputs),
        new Recurrence(cell, Output.SEQUENCE).apply(x, below(ps), State.empty()).y());
    assertClose(outputs[4], new Recurrence(cell).apply(x, below(ps), State.empty()).y());
    assertEquals(outputs[4], st.tensor(cell.carried().get(0)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCarriedSequenceInTwoCallsIsOneSequence(RecurrentCell cell) {
    Recurrence layer = new Recurrence(cell, Output.SEQUENCE, Start.CARRIED);
    Parameters ps = drawn(layer);
    Tensor x = waves(4, 6, 2);
    Applied first = layer.apply(x.slice(1, 0, 2), ps, begin(layer));
    Applied second = layer.apply(x.slice(1, 2, 6), ps, first.st());
    Tensor whole = new Recurrence(cell, Output.SEQUENCE).apply(x, ps, State.empty()).y();
    assertClose(whole, Tensor.concat(1, first.y(), second.y()));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aLearnedStartIsWhatIsCarriedFirst(RecurrentCell cell) {
    Recurrence layer = new Recurrence(cell, Output.LAST, Start.LEARNED);
    Parameters ps = drawn(layer);
    Tensor x = waves(4, 3, 2);
    assertClose(
        new Recurrence(cell).apply(x, below(ps.at("cell")), State.empty()).y(),
        layer.apply(x, ps, State.empty()).y());
    // One step more, by hand, is what the start of the others is set to.
    Tensor sample = x.slice(0, 0, 1);
    Applied before = cell.apply(Tensor.ones(1, 2), ps.at("cell"), begin(cell));
    Parameters learned = ps;
    for (String name : cell.carried()) {
      learned = learned.with("start." + name, before.st().tensor(name).reshape(3));
    }
    Tensor longer = Tensor.concat(1, Tensor.ones(1, 1, 2), sample);
    assertClose(
        new Recurrence(cell).apply(longer, below(ps.at("cell")), State.empty()).y(),
        layer.apply(sample, learned, State.empty()).y());
  }

  @Test
  void aMemoryThatKeepsAllAddsUp() {
    // Gates wide open: i = f = o = 1, so that c' = c + tanh(g) and h = tanh(c').
    LSTMCell cell = new LSTMCell(1, 1);
    Parameters ps =
        Parameters.of(
            Map.of(
                "weight_ih", Tensor.matrix(new double[][] {{0, 0, 1, 0}}),
                "weight_hh", Tensor.zeros(1, 4),
                "bias_ih", Tensor.vector(40, 40, 0, 40),
                "bias_hh", Tensor.zeros(4)));
    Tensor x = Tensor.of(new double[] {0.3, -0.2, 0.5}, 1, 3, 1);
    double memory = Math.tanh(0.3) + Math.tanh(-0.2) + Math.tanh(0.5);
    assertClose(
        Tensor.matrix(new double[][] {{Math.tanh(memory)}}),
        new Recurrence(cell).apply(x, below(ps), State.empty()).y());
  }

  @Test
  void anUpdateGateThatIsShutKeepsTheHiddenState() {
    GRUCell cell = new GRUCell(2, 3);
    Tensor shut = Tensor.concat(0, Tensor.zeros(3), Tensor.full(60, 3), Tensor.zeros(3));
    Parameters ps = drawn(cell).with("bias_ih", shut);
    State carrying = begin(cell).with("hidden", waves(4, 3));
    assertClose(waves(4, 3), cell.apply(waves(4, 2), ps, carrying).y());
  }

  @Test
  void whatAStatefulLayerCarriesOutlivesTheDerivative() {
    Recurrence layer = new Recurrence(new GRUCell(2, 3), Output.LAST, Start.CARRIED);
    StatefulLayer model = new StatefulLayer(layer, drawn(layer), begin(layer));
    Tensor x = waves(4, 3, 2);
    Derivatives.gradient(Backends.named("reverse"), model.andThen(Tensor::sum), x);
    Tensor carried = model.state().tensor("cell.hidden");
    assertShape(carried, 4, 3);
    assertClose(layer.apply(x, drawn(layer), model.state()).y(), model.apply(x));
  }

  @Test
  void parametersStartUniformWithTheBoundOfPyTorch() {
    Parameters ps = drawn(new LSTMCell(5, 100));
    assertEquals(List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh"), ps.paths());
    assertShape(ps.tensor("weight_ih"), 5, 400);
    assertShape(ps.tensor("weight_hh"), 100, 400);
    assertShape(ps.tensor("bias_hh"), 400);
    double largest = ps.flatten().abs().max().item();
    assertTrue(largest <= 0.1 && largest > 0.0999, "largest " + largest);
  }

  @Test
  void aLongSequenceTakesLinearSpaceOnTheWayBack() {
    Recurrence layer = new Recurrence(new RNNCell(1, 1));
    Parameters ps = drawn(layer);
    long[] bytes = new long[2];
    for (int i = 0; i < 2; i++) {
      try (Counting counting = new Counting()) {
        Tensor x = counting.watch(waves(1, i == 0 ? 100 : 1000, 1));
        Derivatives.gradient(
            Backends.named("reverse"),
            (Tensor z) -> layer.apply(z, ps, State.empty()).y().sum(),
            x);
        bytes[i] = counting.counts().bytes();
      }
    }
    // Each step cut from the whole by itself would make it a hundred times as much.
    assertTrue(bytes[1] < 11 * bytes[0], bytes[0] + " and " + bytes[1] + " bytes");
  }

  @Test
  void wrongInputsAreRefused() {
    Recurrence layer = new Recurrence(new LSTMCell(2, 3), Output.LAST, Start.CARRIED);
    refused(
        "Recurrence of LSTMCell(2 -> 3): x has shape [4, 2]; expected batch × time × 2, and at"
            + " least one step",
        layer,
        waves(4, 2),
        begin(layer));
    refused(
        "Recurrence of LSTMCell(2 -> 3): x has shape [4, 0, 2]; expected batch × time × 2, and at"
            + " least one step",
        layer,
        waves(4, 0, 2),
        begin(layer));
    refused(
        "LSTMCell(2 -> 3): x has shape [4, 5, 1]; its last axis must have length 2",
        layer,
        waves(4, 5, 1),
        begin(layer));
    State four = layer.apply(waves(4, 5, 2), drawn(layer), begin(layer)).st();
    refused(
        "LSTMCell(2 -> 3): the state carries hidden of shape [4, 3], this batch needs [1, 3];"
            + " start again from initialState",
        layer,
        waves(1, 5, 2),
        four);
    RNNCell cell = new RNNCell(2, 3);
    refused(
        "RNNCell(2 -> 3): x has shape [4, 1, 2]; expected batch × 2",
        cell,
        waves(4, 1, 2),
        begin(cell));
    assertEquals(
        "GRUCell(0 -> 3): numbers of features must be at least 1",
        assertThrows(FluxionException.class, () -> new GRUCell(0, 3)).getMessage());
  }

  private static void refused(String message, Layer layer, Tensor x, State st) {
    assertEquals(
        message,
        assertThrows(ShapeMismatchException.class, () -> layer.apply(x, drawn(layer), st))
            .getMessage());
  }
}
