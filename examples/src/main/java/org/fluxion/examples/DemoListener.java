package org.fluxion.examples;

/** Is told how far the demonstration has come, in the thread that runs it. */
public interface DemoListener {
  /** Before each part of the measurement of all ways, with the number of parts that are done. */
  void measuring(int done, int total, String part);

  /** After a number of training steps; before the first one it is 0. */
  void training(int steps, double loss);
}
