package org.fluxion.kernels;

/**
 * Whether {@link Math#fma} is one instruction here. Where it is not, it is computed with big
 * decimals and takes hundreds of times as long as a product and a sum.
 */
public final class FusedMultiplyAdd {
  private static final boolean FAST = measure();

  /** In nanoseconds; the instruction takes about 30 even in the interpreter, big decimals 1,000. */
  private static final int LIMIT = 250;

  private FusedMultiplyAdd() {}

  /** {@return whether a fused multiply-add is fast on this machine, measured once} */
  public static boolean isFast() {
    return FAST;
  }

  private static boolean measure() {
    int calls = 40;
    double value = 0.1;
    for (int attempt = 0; attempt < 5; attempt++) {
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        value = Math.fma(value, 0.7, 0.3);
      }
      // The value is always positive; testing it keeps the loop from being dropped.
      if (System.nanoTime() - start < (long) calls * LIMIT && value > 0) {
        return true;
      }
    }
    return false;
  }
}
