package org.fluxion.benchmarks.measure;

/** How a figure comes from the measurements of its workloads. */
@FunctionalInterface
interface Formula {
  /** {@return the figure} */
  double of(Measurement... measurements);
}
