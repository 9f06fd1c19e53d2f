package org.fluxion.kernels.vector;

/**
 * Runs loops over whole vectors on arrays of any length.
 *
 * <p>What does not fill a vector at the end is copied, computed as a vector too, and copied back,
 * so that a result does not depend on its place. One object serves one thread; it is a set of
 * buffers.
 */
final class Elements {
  private static final int LANES = Lanes.COUNT;

  /** Elements at a time of a function in several steps. */
  static final int BLOCK = 256;

  private static final ThreadLocal<Elements> OF_THREAD = ThreadLocal.withInitial(Elements::new);

  private final double[] lastOfX = new double[LANES];
  private final double[] lastOfW = new double[LANES];
  private final double[] between = new double[BLOCK];
  private final double[] aside = new double[LANES];

  private Elements() {}

  /** {@return room for the elements of one vector} */
  static double[] aside() {
    return OF_THREAD.get().aside;
  }

  /** {@return room for a block of elements, used by functions in two steps} */
  static double[] between() {
    return OF_THREAD.get().between;
  }

  static void run(Loop loop, double[] x, int xAt, double[] y, int yAt, int length) {
    int whole = Lanes.whole(length);
    loop.run(x, xAt, y, yAt, whole);
    if (whole < length) {
      double[] last = OF_THREAD.get().lastOfX;
      copy(x, xAt + whole, last, 0, length - whole);
      loop.run(last, 0, last, 0, LANES);
      copy(last, 0, y, yAt + whole, length - whole);
    }
  }

  static void run(
      BinaryLoop loop, double[] x, int xAt, double[] w, int wAt, double[] y, int yAt, int length) {
    int whole = Lanes.whole(length);
    loop.run(x, xAt, w, wAt, y, yAt, whole);
    if (whole < length) {
      Elements buffers = OF_THREAD.get();
      double[] lastOfX = buffers.lastOfX;
      double[] lastOfW = buffers.lastOfW;
      copy(x, xAt + whole, lastOfX, 0, length - whole);
      copy(w, wAt + whole, lastOfW, 0, length - whole);
      loop.run(lastOfX, 0, lastOfW, 0, lastOfX, 0, LANES);
      copy(lastOfX, 0, y, yAt + whole, length - whole);
    }
  }

  /**
   * Runs a loop, and another one on the elements and what the first one gave for them; for
   * functions that are too long for one loop.
   */
  static void run(
      Loop first, BinaryLoop second, double[] x, int xAt, double[] y, int yAt, int length) {
    double[] between = OF_THREAD.get().between;
    for (int i = 0; i < length; i += BLOCK) {
      int count = Math.min(BLOCK, length - i);
      run(first, x, xAt + i, between, 0, count);
      run(second, x, xAt + i, between, 0, y, yAt + i, count);
    }
  }

  /** A loop, because for so few elements a call of System.arraycopy takes longer. */
  private static void copy(double[] from, int at, double[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = from[at + i];
    }
  }
}
