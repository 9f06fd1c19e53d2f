package org.fluxion.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.fluxion.benchmarks.measure.Work;

/**
 * Runs a workload until the JIT compiler has nothing to do.
 *
 * <p>A fixed time does not do: what is enough on an idle machine is not where the compiler's
 * threads wait for a processor, and half-compiled code is slower a hundred times where it works on
 * vectors.
 */
final class WarmUp {
  /** After so many a plan has its code, however long a call takes. */
  private static final int FIRST_CALLS = 24;

  private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int QUIET_WINDOWS = 3;
  private static final long QUIET_MILLISECONDS = 2;

  private WarmUp() {}

  /**
   * Runs a workload.
   *
   * @param seconds after which to stop in any case, but for the first calls
   */
  static void run(Work work, double seconds) {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    for (int i = 0; i < FIRST_CALLS; i++) {
      work.run();
    }
    long end = System.nanoTime() + Math.round(1e9 * seconds);
    int quiet = 0;
    while (quiet < QUIET_WINDOWS && System.nanoTime() < end) {
      long before = compiler.getTotalCompilationTime();
      long windowEnd = System.nanoTime() + WINDOW;
      do {
        work.run();
      } while (System.nanoTime() < windowEnd);
      long compiled = compiler.getTotalCompilationTime() - before;
      quiet = compiled <= QUIET_MILLISECONDS ? quiet + 1 : 0;
    }
  }
}
