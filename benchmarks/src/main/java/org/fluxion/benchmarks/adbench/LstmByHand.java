package org.fluxion.benchmarks.adbench;

import java.util.Arrays;
import org.fluxion.kernels.Kernels;

/**
 * The loss and its gradient as they are written by hand: back through time, functions by the
 * kernels that the library uses too. All states are kept in buffers made beforehand.
 */
final class LstmByHand {
  private final Kernels kernels = Kernels.current();
  private final LstmData data;
  private final int bits;
  private final int layers;
  private final int steps;
  private final int extra;

  /** Of each step and layer: forget, in and out gate, change. */
  private final double[] gates;

  /** Of the state before the first step, then of each step, of each layer. */
  private final double[] hidden;

  private final double[] cell;
  private final double[] squashed;
  private final double[] input;
  private final double[] output;
  private final double[] exponentials;
  private final double[] hiddenCotangent;
  private final double[] cellCotangent;
  private final double[] inputCotangent;

  LstmByHand(LstmData data) {
    this.data = data;
    bits = data.bits();
    layers = data.layers();
    steps = data.steps();
    extra = data.extra();
    gates = new double[steps * layers * LstmData.GATES * bits];
    hidden = new double[(steps + 1) * layers * bits];
    cell = new double[hidden.length];
    squashed = new double[hidden.length];
    input = new double[steps * bits];
    output = new double[steps * bits];
    exponentials = new double[steps * bits];
    hiddenCotangent = new double[layers * bits];
    cellCotangent = new double[layers * bits];
    inputCotangent = new double[bits];
    for (int l = 0; l < layers; l++) {
      System.arraycopy(data.state(), 2 * l * bits, hidden, l * bits, bits);
      System.arraycopy(data.state(), (2 * l + 1) * bits, cell, l * bits, bits);
    }
  }

  /** {@return the loss at a point} */
  double value(double[] at) {
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < bits; i++) {
        input[t * bits + i] = data.sequence()[t * bits + i] * at[extra + i];
      }
      step(at, t, 0, input, t * bits);
      for (int l = 1; l < layers; l++) {
        step(at, t, l, hidden, place(t + 1, l - 1));
      }
      int top = place(t + 1, layers - 1);
      for (int i = 0; i < bits; i++) {
        output[t * bits + i] = hidden[top + i] * at[extra + bits + i] + at[extra + 2 * bits + i];
      }
    }
    return loss();
  }

  private void step(double[] at, int t, int l, double[] x, int xAt) {
    int g = gate(t, l);
    int weights = data.weights(l);
    int biases = data.biases(l);
    int before = place(t, l);
    int after = place(t + 1, l);
    for (int i = 0; i < bits; i++) {
      gates[g + i] = x[xAt + i] * at[weights + i] + at[biases + i];
      gates[g + bits + i] = hidden[before + i] * at[weights + bits + i] + at[biases + bits + i];
      gates[g + 2 * bits + i] = x[xAt + i] * at[weights + 2 * bits + i] + at[biases + 2 * bits + i];
      gates[g + 3 * bits + i] =
          hidden[before + i] * at[weights + 3 * bits + i] + at[biases + 3 * bits + i];
    }
    kernels.sigmoid(gates, g, gates, g, 3 * bits);
    kernels.tanh(gates, g + 3 * bits, gates, g + 3 * bits, bits);
    for (int i = 0; i < bits; i++) {
      cell[after + i] =
          cell[before + i] * gates[g + i] + gates[g + bits + i] * gates[g + 3 * bits + i];
    }
    kernels.tanh(cell, after, squashed, after, bits);
    for (int i = 0; i < bits; i++) {
      hidden[after + i] = gates[g + 2 * bits + i] * squashed[after + i];
    }
  }

  private double loss() {
    kernels.exp(output, 0, exponentials, 0, output.length);
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      double targets = 0;
      double dot = 0;
      double normalisation = 2;
      for (int i = 0; i < bits; i++) {
        double target = data.sequence()[(t + 1) * bits + i];
        targets += target;
        dot += target * output[t * bits + i];
        normalisation += exponentials[t * bits + i];
      }
      sum += dot - targets * Math.log(normalisation);
      for (int i = 0; i < bits; i++) {
        // From here on the derivative by the output.
        exponentials[t * bits + i] =
            (targets / normalisation * exponentials[t * bits + i]
                    - data.sequence()[(t + 1) * bits + i])
                / (steps * bits);
      }
    }
    return -sum / (steps * bits);
  }

  /**
   * {@return the loss at a point}
   *
   * @param gradient to be filled
   */
  double gradient(double[] at, double[] gradient) {
    double value = value(at);
    Arrays.fill(gradient, 0);
    Arrays.fill(hiddenCotangent, 0);
    Arrays.fill(cellCotangent, 0);
    for (int t = steps - 1; t >= 0; t--) {
      int top = place(t + 1, layers - 1);
      for (int i = 0; i < bits; i++) {
        double cotangent = exponentials[t * bits + i];
        gradient[extra + bits + i] += cotangent * hidden[top + i];
        gradient[extra + 2 * bits + i] += cotangent;
        inputCotangent[i] = cotangent * at[extra + bits + i];
      }
      for (int l = layers - 1; l > 0; l--) {
        pullBack(at, t, l, hidden, place(t + 1, l - 1), gradient);
      }
      pullBack(at, t, 0, input, t * bits, gradient);
      for (int i = 0; i < bits; i++) {
        gradient[extra + i] += inputCotangent[i] * data.sequence()[t * bits + i];
      }
    }
    return value;
  }

  private void pullBack(double[] at, int t, int l, double[] x, int xAt, double[] gradient) {
    int g = gate(t, l);
    int w = data.weights(l);
    int b = data.biases(l);
    int before = place(t, l);
    int after = place(t + 1, l);
    int own = l * bits;
    for (int i = 0; i < bits; i++) {
      double forget = gates[g + i];
      double in = gates[g + bits + i];
      double out = gates[g + 2 * bits + i];
      double change = gates[g + 3 * bits + i];
      double tanh = squashed[after + i];
      double h = hiddenCotangent[own + i] + inputCotangent[i];
      double c = cellCotangent[own + i] + h * out * (1 - tanh * tanh);
      double forgetBar = c * cell[before + i] * forget * (1 - forget);
      double inBar = c * change * in * (1 - in);
      double outBar = h * tanh * out * (1 - out);
      double changeBar = c * in * (1 - change * change);
      gradient[b + i] += forgetBar;
      gradient[b + bits + i] += inBar;
      gradient[b + 2 * bits + i] += outBar;
      gradient[b + 3 * bits + i] += changeBar;
      gradient[w + i] += forgetBar * x[xAt + i];
      gradient[w + bits + i] += inBar * hidden[before + i];
      gradient[w + 2 * bits + i] += outBar * x[xAt + i];
      gradient[w + 3 * bits + i] += changeBar * hidden[before + i];
      cellCotangent[own + i] = c * forget;
      hiddenCotangent[own + i] = inBar * at[w + bits + i] + changeBar * at[w + 3 * bits + i];
      inputCotangent[i] = forgetBar * at[w + i] + outBar * at[w + 2 * bits + i];
    }
  }

  private int place(int step, int l) {
    return (step * layers + l) * bits;
  }

  private int gate(int t, int l) {
    return (t * layers + l) * LstmData.GATES * bits;
  }
}
