package org.fluxion.benchmarks.adbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/** The loss of a diagonal LSTM, in tensors. */
final class Lstm implements TensorFunction {
  private final LstmData data;
  private final Tensor sequence;

  Lstm(LstmData data) {
    this.data = data;
    sequence = Tensor.of(data.sequence(), data.steps() + 1, data.bits());
  }

  @Override
  public Tensor apply(Tensor at) {
    Tensor inputWeight = part(at, data.extra());
    Tensor outputWeight = part(at, data.extra() + data.bits());
    Tensor outputBias = part(at, data.extra() + 2 * data.bits());
    Cell[] cells = new Cell[data.layers()];
    Arrays.setAll(cells, layer -> new Cell(at, layer));
    List<Tensor> tops = new ArrayList<>();
    for (int t = 0; t < data.steps(); t++) {
      Tensor x = sequence.get(t).times(inputWeight);
      for (Cell cell : cells) {
        x = cell.step(x);
      }
      tops.add(x);
    }
    Tensor y = Tensor.stack(0, tops).times(outputWeight).plus(outputBias);
    // The benchmark adds 2 inside the logarithm, in all its languages.
    Tensor logNormalisation = y.exp().sum(1).plus(2).log().reshape(data.steps(), 1);
    Tensor target = sequence.slice(0, 1, data.steps() + 1);
    return target.times(y.minus(logNormalisation)).sum().div(-1.0 * data.steps() * data.bits());
  }

  private Tensor part(Tensor all, int from) {
    return all.slice(0, from, from + data.bits());
  }

  /** A layer on its way through the sequence. */
  private final class Cell {
    private final Tensor[] weights = new Tensor[LstmData.GATES];
    private final Tensor[] biases = new Tensor[LstmData.GATES];
    private Tensor hidden;
    private Tensor cell;

    Cell(Tensor at, int layer) {
      int bits = data.bits();
      for (int g = 0; g < LstmData.GATES; g++) {
        weights[g] = part(at, data.weights(layer) + g * bits);
        biases[g] = part(at, data.biases(layer) + g * bits);
      }
      Tensor state = Tensor.vector(data.state());
      hidden = part(state, 2 * layer * bits);
      cell = part(state, (2 * layer + 1) * bits);
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
