package org.fluxion.compiler;

import org.fluxion.internal.code.Routine;

/**
 * A loop that turns to vectors when the JVM has compiled it.
 *
 * <p>Until then an operation on vectors takes a thousand times as long and makes an object, so that
 * few elements of few runs are done in that way: as many as it takes for the JVM to see what is to
 * be compiled. When they make no objects any more it has been compiled. Where that does not come
 * about, numbers it is. Threads may share the loop: runs that two of them count as one do not
 * matter.
 */
final class TrainedLoop implements Routine {
  /** Of so many runs at first one uses vectors. */
  private static final int RARELY = 16;

  /** So many turns on vectors are enough for the JVM. */
  private static final int TURNS = 2;

  /** After so many runs the JVM compiles a method; decides where allocation is not measured. */
  private static final int COMPILED = 5000;

  /** After so many it has, or never will. */
  private static final int MOST = 100_000;

  private final LoopCode loop;
  private final int lanes;
  private int runs;

  /** How many elements are done on vectors when it is known whether that pays. */
  private int onVectors = -1;

  TrainedLoop(LoopCode loop, int lanes) {
    this.loop = loop;
    this.lanes = lanes;
  }

  @Override
  public void run(double[][] arrays) {
    if (onVectors >= 0) {
      loop.run(arrays, onVectors);
    } else if (runs++ % RARELY == 0) {
      train(arrays);
    } else {
      loop.run(arrays, 0);
    }
  }

  private void train(double[][] arrays) {
    long before = Allocation.ofThisThread();
    loop.run(arrays, TURNS * lanes);
    boolean unknown = before == Allocation.UNKNOWN;
    if (unknown ? runs > COMPILED : Allocation.ofThisThread() == before) {
      onVectors = Integer.MAX_VALUE;
    } else if (runs > MOST) {
      onVectors = 0;
    }
  }
}
