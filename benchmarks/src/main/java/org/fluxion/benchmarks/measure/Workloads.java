package org.fluxion.benchmarks.measure;

import java.util.stream.Stream;

/**
 * Some workloads. Peers that need a library of their own are found by {@link
 * java.util.ServiceLoader} as providers of this; without such a provider they are reported as not
 * built in.
 */
@FunctionalInterface
public interface Workloads {
  /** {@return the workloads, none of them set up} */
  Stream<Workload> all();
}
