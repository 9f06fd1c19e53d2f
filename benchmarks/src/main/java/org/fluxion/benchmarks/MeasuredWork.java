package org.fluxion.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.fluxion.benchmarks.measure.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The one benchmark as JMH sees it: it runs the workload of a name. Each name has a JVM to itself,
 * so the call below always meets the same class.
 *
 * <p>Not to be extended, but by what JMH generates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MeasuredWork {
  private static final int COUNTED_CALLS = 3;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The bytes that a call of the last workload allocated, after its last iteration. */
  private static volatile double bytes;

  /** The name of the workload; JMH wants one to be there when it is run by itself. */
  @Param("product/64/NN/fluxion")
  @SuppressWarnings("NullAway.Init")
  public String id;

  /** Give up after so many seconds of waiting for the compiler to finish. */
  @Param("5")
  public double warmup;

  @SuppressWarnings("NullAway.Init")
  private Work work;

  /** For JMH. */
  public MeasuredWork() {}

  static double bytes() {
    return bytes;
  }

  /** Sets the workload up, and runs it until the compiler has nothing to do. */
  @Setup
  public void prepare() {
    work = Catalogue.load().get(id).preparation().get();
    WarmUp.run(work, warmup);
  }

  /** {@return what a run of the workload returns} */
  @Benchmark
  public double run() {
    return work.run();
  }

  /**
   * Counts what a call allocates. JMH's own profiler divides what all threads allocated by the
   * number of calls, and so counts JMH, and the recordings that plans are compared with.
   */
  @TearDown(Level.Iteration)
  public void countBytes() {
    long least = Long.MAX_VALUE;
    double sum = 0;
    for (int i = 0; i < COUNTED_CALLS; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      sum += work.run();
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    // The sum is used, so that the calls are made.
    bytes = sum == Double.MAX_VALUE ? 0 : least;
  }
}
