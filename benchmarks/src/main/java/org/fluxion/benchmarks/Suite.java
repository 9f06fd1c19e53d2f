package org.fluxion.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxion.benchmarks.adbench.AdBenchComparisons;
import org.fluxion.benchmarks.jacobian.JacobianComparisons;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.networks.NetworkCase;
import org.fluxion.benchmarks.networks.NetworkComparisons;
import org.fluxion.benchmarks.products.ProductCase;
import org.fluxion.benchmarks.products.ProductComparisons;
import org.fluxion.benchmarks.rosenbrock.RosenbrockComparisons;

/** Comparisons that are run together. */
public enum Suite {
  /** Some of each kind, within three minutes. */
  QUICK,
  /** Nested and plain gradients of networks. */
  NESTED,
  /** Products of matrices. */
  PRODUCTS,
  /** The Rosenbrock function in scalar and in vector code, growth, the facade. */
  SCALAR,
  /** Jacobians. */
  JACOBIAN,
  /** Objectives of ADBench. */
  ADBENCH,
  /** Everything. */
  ALL;

  private static final int SMALL = 10;
  private static final int MEDIUM = 1_000;
  private static final int LARGE = 100_000;

  /** {@return the comparisons, in the order of the report} */
  public List<Comparison> comparisons() {
    return switch (this) {
      case QUICK -> quick();
      case NESTED ->
          NetworkCase.all().stream()
              .flatMap(network -> NetworkComparisons.all(network).stream())
              .toList();
      case PRODUCTS ->
          ProductCase.all().stream()
              .flatMap(product -> ProductComparisons.all(product).stream())
              .toList();
      case SCALAR -> scalar();
      case JACOBIAN -> JacobianComparisons.all();
      case ADBENCH -> join(AdBenchComparisons.gmm(), AdBenchComparisons.lstm());
      case ALL ->
          join(
              NESTED.comparisons(),
              PRODUCTS.comparisons(),
              SCALAR.comparisons(),
              JACOBIAN.comparisons(),
              ADBENCH.comparisons());
    };
  }

  Effort effort() {
    return this == QUICK ? Effort.QUICK : Effort.FULL;
  }

  private static List<Comparison> quick() {
    return join(
        NetworkComparisons.all(NetworkCase.TINY),
        NetworkComparisons.times(NetworkCase.SMALL_BATCH),
        ProductComparisons.all(new ProductCase(64, false, false)),
        ProductComparisons.all(new ProductCase(512, false, false)),
        RosenbrockComparisons.scalar(SMALL),
        RosenbrockComparisons.scalar(MEDIUM),
        RosenbrockComparisons.vector(MEDIUM),
        List.of(RosenbrockComparisons.facade()),
        AdBenchComparisons.gmm());
  }

  private static List<Comparison> scalar() {
    return join(
        RosenbrockComparisons.scalar(SMALL),
        RosenbrockComparisons.scalar(MEDIUM),
        RosenbrockComparisons.scalar(LARGE),
        RosenbrockComparisons.vector(SMALL),
        RosenbrockComparisons.vector(MEDIUM),
        RosenbrockComparisons.vector(LARGE),
        List.of(RosenbrockComparisons.facade()),
        RosenbrockComparisons.growth());
  }

  @SafeVarargs
  private static List<Comparison> join(List<Comparison>... parts) {
    List<Comparison> all = new ArrayList<>();
    for (List<Comparison> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** {@return its name as it is typed} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
