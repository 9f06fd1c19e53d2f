package org.fluxion.benchmarks.measure;

import java.util.function.Supplier;

/** Something to be timed: one call is one run of it. */
@FunctionalInterface
public interface Work {
  /** {@return a number that depends on what was computed, so that all of it is} */
  double run();

  /**
   * {@return work that computes an object}
   *
   * <p>The last one is kept, so that no compiler leaves it out.
   */
  static Work keeping(Supplier<?> computation) {
    return new Kept(computation);
  }
}
