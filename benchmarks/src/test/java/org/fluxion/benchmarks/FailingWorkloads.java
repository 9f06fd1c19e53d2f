package org.fluxion.benchmarks;

import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;

/** A peer whose library is not there. */
public final class FailingWorkloads implements Workloads {
  static final String ID = "test/fails";

  /** For the service loader. */
  public FailingWorkloads() {}

  @Override
  public Stream<Workload> all() {
    return Stream.of(
        new Workload(
            ID,
            () -> {
              throw new FluxionException("no libtest.so");
            }));
  }
}
