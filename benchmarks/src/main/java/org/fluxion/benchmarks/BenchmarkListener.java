package org.fluxion.benchmarks;

/** Hears how far a run is. */
@FunctionalInterface
public interface BenchmarkListener {
  /**
   * A workload is about to be measured.
   *
   * @param done how many are done
   * @param total how many there are
   * @param workload its name
   */
  void measuring(int done, int total, String workload);
}
