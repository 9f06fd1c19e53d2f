package org.fluxion.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Brings the bytes of a call from the JVM that is measured to the one that reports. */
public final class CallBytes implements InternalProfiler {
  /** The name of the result. */
  static final String NAME = "bytes of a call";

  /** For JMH, which makes it by reflection. */
  public CallBytes() {}

  @Override
  public String getDescription() {
    return NAME;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    // What is counted is counted after the iteration.
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    return List.of(new ScalarResult(NAME, MeasuredWork.bytes(), "B", AggregationPolicy.MAX));
  }
}
