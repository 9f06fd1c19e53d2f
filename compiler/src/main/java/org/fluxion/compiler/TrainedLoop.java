package org.fluxion.compiler;

import org.fluxion.internal.code.Routine;

/**
 * A loop that turns to vectors when the JVM has compiled it.
 *
 * <p>Until then an operation on vectors takes a thousand times as long, so that few elements are
 * done in that way: as many as it takes for the JVM to see what is to be compiled. Threads may
 * share it: runs that two of them count as one do not matter.
 */
final class TrainedLoop implements Routine {
  /** After so many runs a method is compiled for good. */
  private static final int RUNS = 5000;

  /** So many turns on vectors are enough for the JVM. */
  private static final int TURNS = 2;

  private final LoopCode loop;
  private final int lanes;
  private int runs;

  TrainedLoop(LoopCode loop, int lanes) {
    this.loop = loop;
    this.lanes = lanes;
  }

  @Override
  public void run(double[][] arrays) {
    if (runs < RUNS) {
      runs++;
      loop.run(arrays, TURNS * lanes);
    } else {
      loop.run(arrays, Integer.MAX_VALUE);
    }
  }
}
