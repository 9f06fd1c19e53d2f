package org.fluxion.benchmarks.products;

import java.util.stream.Stream;
import org.fluxion.benchmarks.measure.Work;
import org.fluxion.benchmarks.measure.Workload;
import org.fluxion.benchmarks.measure.Workloads;
import org.fluxion.kernels.Kernels;

/** Products by the kernels in use, and by EJML. */
public final class ProductWorkloads implements Workloads {
  /** Makes nothing yet. */
  public ProductWorkloads() {}

  @Override
  public Stream<Workload> all() {
    return ProductCase.all().stream()
        .flatMap(
            product ->
                Stream.of(
                    new Workload(
                        product.workload("fluxion"), () -> work(product, Kernels.current())),
                    new Workload(
                        product.workload("ejml"), () -> work(product, Kernels.named("ejml")))));
  }

  private static Work work(ProductCase product, Kernels kernels) {
    int n = product.size();
    double[] a = product.matrix(1);
    double[] b = product.matrix(2);
    double[] c = new double[n * n];
    return () -> {
      kernels.product(product.transposeA(), product.transposeB(), n, n, n, a, 0, b, 0, c, 0, false);
      return c[0];
    };
  }
}
