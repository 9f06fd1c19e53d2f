package org.fluxion.compiler;

/** A generated class of a loop. */
@FunctionalInterface
interface LoopCode {
  /**
   * Runs the loop.
   *
   * @param most so many elements may be done on vectors: 0 or as many as vectors have, at least
   */
  void run(double[][] arrays, int most);
}
