package org.fluxion.benchmarks.adbench;

/**
 * A diagonal LSTM, whose gates act element by element, and a sequence of bits that it predicts.
 *
 * @param layers how many are on top of each other
 * @param bits the width of everything
 * @param steps how many are predicted
 * @param at of each layer the weights of its four gates, then their biases; weights of the input;
 *     weights and biases of the output
 * @param state of each layer the initial hidden state, then the initial cell
 * @param sequence one more step than are predicted
 */
record LstmData(int layers, int bits, int steps, double[] at, double[] state, double[] sequence) {
  /** The gates of a layer: forget, in, out, change. */
  static final int GATES = 4;

  static LstmData read() {
    NumberFile in = new NumberFile("lstm_l2_c1024.txt");
    int layers = in.integer();
    int length = in.integer();
    int bits = in.integer();
    double[] at = in.numbers(2 * layers * GATES * bits + 3 * bits);
    double[] state = in.numbers(2 * layers * bits);
    return new LstmData(layers, bits, length - 1, at, state, in.numbers(length * bits));
  }

  /** {@return where the weights of a layer are, four gates' one after the other} */
  int weights(int layer) {
    return 2 * layer * GATES * bits;
  }

  /** {@return where the biases of a layer are} */
  int biases(int layer) {
    return weights(layer) + GATES * bits;
  }

  /** {@return where the weights of the input are; those of the output and its biases follow} */
  int extra() {
    return weights(layers);
  }
}
