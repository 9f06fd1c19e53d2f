package org.fluxion.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.Differentiable;
import org.fluxion.Parameters;
import org.fluxion.tensor.Tensor;

/**
 * The loss of a diagonal LSTM, whose gates act element by element, that predicts a sequence of
 * bits: that of ADBench (F. Srajer, Z. Kukelova and A. Fitzgibbon, <i>A benchmark of selected
 * algorithmic differentiation tools</i>, 2018). It is a test of depth: a thousand steps follow each
 * other. Immutable and usable from any thread.
 *
 * @param state 2l × b: of each layer the initial hidden state, then the initial cell
 * @param sequence c × b
 */
public record BitSequence(Tensor state, Tensor sequence) implements Differentiable<Parameters> {
  /** The path of 2l × 4b weights: of each layer those of its four gates, then their biases. */
  public static final String MAIN = "main";

  /** The path of 3 × b weights: those of the input, weights and biases of the output. */
  public static final String EXTRA = "extra";

  /** {@return the loss, a scalar} */
  @Override
  public Tensor apply(Parameters weights) {
    Tensor main = weights.tensor(MAIN);
    Tensor extra = weights.tensor(EXTRA);
    int steps = sequence.shape().get(0) - 1;
    int bits = sequence.shape().get(1);
    Layer[] layers = new Layer[state.shape().get(0) / 2];
    Arrays.setAll(layers, i -> new Layer(main, state, i));
    List<Tensor> outputs = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      Tensor x = sequence.get(t).times(extra.get(0));
      for (Layer layer : layers) {
        x = layer.step(x);
      }
      outputs.add(x.times(extra.get(1)).plus(extra.get(2)));
    }
    Tensor y = Tensor.stack(0, outputs);
    // The benchmark adds 2 inside the logarithm, in all its languages.
    Tensor logNormalisation = y.exp().sum(1).plus(2).log().reshape(steps, 1);
    Tensor target = sequence.slice(0, 1, steps + 1);
    return target.times(y.minus(logNormalisation)).sum().div(-1.0 * steps * bits);
  }

  /** A layer on its way through the sequence. */
  private static final class Layer {
    private final Tensor[] weights;
    private final Tensor[] biases;
    private Tensor hidden;
    private Tensor cell;

    Layer(Tensor main, Tensor state, int index) {
      weights = gates(main.get(2 * index));
      biases = gates(main.get(2 * index + 1));
      hidden = state.get(2 * index);
      cell = state.get(2 * index + 1);
    }

    private static Tensor[] gates(Tensor row) {
      int bits = row.size() / 4;
      Tensor[] gates = new Tensor[4];
      Arrays.setAll(gates, g -> row.slice(0, g * bits, (g + 1) * bits));
      return gates;
    }

    Tensor step(Tensor x) {
      Tensor forget = gate(0, x).sigmoid();
      Tensor in = gate(1, hidden).sigmoid();
      Tensor out = gate(2, x).sigmoid();
      Tensor change = gate(3, hidden).tanh();
      cell = cell.times(forget).plus(in.times(change));
      hidden = out.times(cell.tanh());
      return hidden;
    }

    private Tensor gate(int g, Tensor input) {
      return input.times(weights[g]).plus(biases[g]);
    }
  }
}
