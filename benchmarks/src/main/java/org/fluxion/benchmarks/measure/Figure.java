package org.fluxion.benchmarks.measure;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A number of a report, which comes from the measurements of one or two workloads. */
public final class Figure {
  private static final double PER_MICROSECOND = 1e3;

  private final String unit;
  private final List<String> workloads;
  private final Formula formula;

  private Figure(String unit, List<String> workloads, Formula formula) {
    this.unit = unit;
    this.workloads = workloads;
    this.formula = formula;
  }

  /** {@return the time of one call, in microseconds} */
  public static Figure time(String workload) {
    return time(workload, 1);
  }

  /** {@return the time of so many calls, in microseconds} */
  public static Figure time(String workload, double calls) {
    return new Figure("us", List.of(workload), m -> calls * m[0].nanoseconds() / PER_MICROSECOND);
  }

  /** {@return the bytes that one call allocates} */
  public static Figure bytes(String workload) {
    return new Figure("B", List.of(workload), m -> m[0].bytes());
  }

  /** {@return billions of operations a second, where a call does so many} */
  public static Figure rate(String workload, double operations) {
    return new Figure("GFLOP/s", List.of(workload), m -> operations / m[0].nanoseconds());
  }

  /** {@return by what factor the time of each element is longer in a larger problem} */
  public static Figure growth(String small, double smallSize, String large, double largeSize) {
    return new Figure(
        "times",
        List.of(small, large),
        m -> m[1].nanoseconds() / largeSize / (m[0].nanoseconds() / smallSize));
  }

  /** {@return the unit, as reports print it} */
  public String unit() {
    return unit;
  }

  /** {@return the workloads that must have been measured} */
  public List<String> workloads() {
    return workloads;
  }

  /** {@return the number, if all its workloads are among those measured} */
  public OptionalDouble of(Map<String, Measurement> measured) {
    if (!measured.keySet().containsAll(workloads)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        formula.of(workloads.stream().map(measured::get).toArray(Measurement[]::new)));
  }
}
