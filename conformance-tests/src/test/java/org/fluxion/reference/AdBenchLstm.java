package org.fluxion.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.Differentiable;
import org.fluxion.tensor.Tensor;

/**
 * The loss of a diagonal LSTM, whose gates act element by element, that predicts a sequence of
 * bits.
 *
 * @param state 2l × b: of each layer the initial hidden state, then the initial cell
 * @param sequence c × b
 */
record AdBenchLstm(Tensor state, Tensor sequence) implements Differentiable<AdBenchLstm.Weights> {
  /**
   * What is trained.
   *
   * @param main 2l × 4b: of each layer the weights of its four gates, then their biases
   * @param extra 3 × b: weights of the input, weights and biases of the output
   */
  record Weights(Tensor main, Tensor extra) {
    Tensor flatten() {
      return Tensor.concat(0, main.flatten(), extra.flatten());
    }
  }

  /** A file's contents. */
  record Problem(AdBenchLstm loss, Weights at) {
    static Problem read(String resource) {
      NumberReader in = new NumberReader(resource);
      int l = in.integer();
      int c = in.integer();
      int b = in.integer();
      Weights at = new Weights(in.tensor(2 * l, 4 * b), in.tensor(3, b));
      return new Problem(new AdBenchLstm(in.tensor(2 * l, b), in.tensor(c, b)), at);
    }
  }

  @Override
  public Tensor apply(Weights weights) {
    int steps = sequence.shape().get(0) - 1;
    int bits = sequence.shape().get(1);
    Layer[] layers = new Layer[state.shape().get(0) / 2];
    Arrays.setAll(layers, i -> new Layer(weights.main, state, i));
    List<Tensor> outputs = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      Tensor x = sequence.get(t).times(weights.extra.get(0));
      for (Layer layer : layers) {
        x = layer.step(x);
      }
      outputs.add(x.times(weights.extra.get(1)).plus(weights.extra.get(2)));
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
