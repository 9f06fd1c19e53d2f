package org.fluxion.internal.code;

/** Generated code that one thread at a time runs. */
@FunctionalInterface
public interface Routine {
  /**
   * Runs the code; allocates nothing.
   *
   * @param arrays what it reads and writes, in the order that was agreed on when it was generated
   */
  void run(double[][] arrays);
}
