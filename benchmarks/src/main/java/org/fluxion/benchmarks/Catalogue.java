package org.fluxion.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.FluxionException;
import org.fluxion.benchmarks.adbench.AdBenchWorkloads;
import org.fluxion.benchmarks.jacobian.JacobianWorkloads;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.benchmarks.networks.NetworkWorkloads;
import org.fluxion.benchmarks.products.ProductWorkloads;
import org.fluxion.benchmarks.rosenbrock.RosenbrockWorkloads;

/**
 * All workloads there are, by their names: ours, and those of peers that are on the class path.
 *
 * @param byId the workloads
 */
record Catalogue(Map<String, Workload> byId) {
  /** {@return the workloads that are there} */
  static Catalogue load() {
    Stream<Workloads> own =
        Stream.of(
            new NetworkWorkloads(),
            new ProductWorkloads(),
            new RosenbrockWorkloads(),
            new JacobianWorkloads(),
            new AdBenchWorkloads());
    Stream<Workloads> peers =
        ServiceLoader.load(Workloads.class).stream().map(ServiceLoader.Provider::get);
    return of(Stream.concat(own, peers).toList());
  }

  static Catalogue of(List<Workloads> providers) {
    return new Catalogue(
        providers.stream()
            .flatMap(Workloads::all)
            .collect(Collectors.toMap(Workload::id, Function.identity())));
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /**
   * {@return the workload of a name}
   *
   * @throws FluxionException if there is none
   */
  Workload get(String id) {
    Workload workload = byId.get(id);
    if (workload == null) {
      throw new FluxionException("no workload \"" + id + "\" on the class path");
    }
    return workload;
  }
}
