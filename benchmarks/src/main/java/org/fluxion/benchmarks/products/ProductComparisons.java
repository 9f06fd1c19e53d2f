package org.fluxion.benchmarks.products;

import java.util.List;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;

/** Products beside OpenBLAS and EJML. */
public final class ProductComparisons {
  private static final double SMALLEST_PART = 0.9;

  private ProductComparisons() {}

  /** {@return what is compared for one product} */
  public static List<Comparison> all(ProductCase product) {
    return List.of(
        against("OpenBLAS", product, Goal.ratioAtLeast(SMALLEST_PART)),
        against("EJML", product, Goal.none()));
  }

  private static Comparison against(String peer, ProductCase product, Goal goal) {
    return Comparison.with(
        peer,
        rate(product, peer.equals("EJML") ? "ejml" : "openblas"),
        product.title(),
        "speed",
        rate(product, "fluxion"),
        goal);
  }

  private static Figure rate(ProductCase product, String by) {
    return Figure.rate(product.workload(by), product.operations());
  }
}
