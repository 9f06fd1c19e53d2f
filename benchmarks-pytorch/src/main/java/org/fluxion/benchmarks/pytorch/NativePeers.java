package org.fluxion.benchmarks.pytorch;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.benchmarks.networks.NetworkCase;
import org.fluxion.benchmarks.products.ProductCase;
import org.fluxion.benchmarks.rosenbrock.Rosenbrock;

/** What PyTorch and OpenBLAS do of the benchmarks. */
public final class NativePeers implements Workloads {
  private static final int[] ROSENBROCK_SIZES = {10, 1_000, 100_000};

  /** For the service loader; loads no library yet. */
  public NativePeers() {}

  @Override
  public Stream<Workload> all() {
    Stream<Workload> networks =
        NetworkCase.all().stream()
            .flatMap(
                network ->
                    Stream.of(
                        new Workload(
                            network.workload("nested", "pytorch"),
                            () -> new TorchNetwork(network)::nested),
                        new Workload(
                            network.workload("plain", "pytorch"),
                            () -> new TorchNetwork(network)::plain)));
    Stream<Workload> rosenbrock =
        IntStream.of(ROSENBROCK_SIZES)
            .mapToObj(
                n ->
                    new Workload(
                        Rosenbrock.workload("pytorch", n), () -> new TorchRosenbrock(n)::run));
    Stream<Workload> products =
        ProductCase.all().stream()
            .map(
                product ->
                    new Workload(
                        product.workload("openblas"), () -> new OpenBlasProduct(product)::run));
    return Stream.of(networks, rosenbrock, products).flatMap(all -> all);
  }
}
