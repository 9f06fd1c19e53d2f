package org.fluxion.kernels.vector;

import java.util.Arrays;

/**
 * A function of elements, as loops over whole vectors that follow each other.
 *
 * <p>They run on blocks that stay in the first level of cache, and that the loops get used to
 * quickly: a compiler that sees a method called only with long arrays compiles it late. What does
 * not fill a vector at the end is copied, computed as a vector too, and copied back, so that a
 * result does not depend on its place.
 */
final class Elements {
  /** The second kind of what is between begins here; an odd number of vectors behind the first. */
  static final int SECOND = 264;

  static final int THIRD = 2 * SECOND;

  private static final int LANES = Lanes.COUNT;

  /** Elements at a time. */
  static final int BLOCK = 256;

  /** So few elements are copied as a whole if they do not fill vectors. */
  private static final int FEW = 4 * LANES;

  private static final ThreadLocal<Buffers> OF_THREAD = ThreadLocal.withInitial(Buffers::new);

  private final Loop[] loops;

  private Elements(Loop[] loops) {
    this.loops = loops;
  }

  /** {@return room for a block of elements that no function uses} */
  static double[] aside() {
    return OF_THREAD.get().aside;
  }

  static Elements of(Loop... loops) {
    return new Elements(loops.clone());
  }

  /** {@return the function that goes on with more loops} */
  Elements then(Loop... more) {
    Loop[] all = Arrays.copyOf(loops, loops.length + more.length);
    System.arraycopy(more, 0, all, loops.length, more.length);
    return new Elements(all);
  }

  /** Computes the function; the results may be where the elements are. */
  void run(double[] x, int xAt, double[] y, int yAt, int length) {
    Buffers buffers = OF_THREAD.get();
    for (int i = 0; i < length; i += BLOCK) {
      int count = Math.min(BLOCK, length - i);
      int whole = Lanes.whole(count);
      int direct = whole == count || count > FEW ? whole : 0;
      vectors(x, xAt + i, buffers, y, yAt + i, direct);
      if (direct < count) {
        copied(x, xAt + i + direct, buffers, y, yAt + i + direct, count - direct);
      }
    }
  }

  private void vectors(double[] x, int xAt, Buffers buffers, double[] y, int yAt, int length) {
    for (Loop loop : loops) {
      loop.run(x, xAt, buffers.between, y, yAt, length);
    }
  }

  private void copied(double[] x, int xAt, Buffers buffers, double[] y, int yAt, int length) {
    double[] few = buffers.few;
    copy(x, xAt, few, 0, length);
    vectors(few, 0, buffers, few, 0, Lanes.whole(length + LANES - 1));
    copy(few, 0, y, yAt, length);
  }

  /** A loop, because for so few elements a call of System.arraycopy takes longer. */
  private static void copy(double[] from, int at, double[] to, int toAt, int count) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = from[at + i];
    }
  }

  /** Those of a thread. */
  private static final class Buffers {
    final double[] between = new double[THIRD + BLOCK];
    final double[] few = new double[FEW];
    final double[] aside = new double[BLOCK];
  }
}
