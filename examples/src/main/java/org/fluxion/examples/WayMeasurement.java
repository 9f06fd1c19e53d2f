package org.fluxion.examples;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxion.ValueAndGradient;
import org.fluxion.interpreters.Counting;
import org.fluxion.tensor.Tensor;

/**
 * Measures a {@link Way} in the current thread: an impression for a table, not a benchmark.
 *
 * @param warmUp how long it is called before times are taken
 * @param timed how long times are taken
 */
record WayMeasurement(Duration warmUp, Duration timed) {
  /** A median of fewer says little, so slow ways take longer than asked. */
  private static final int FEWEST_CALLS = 5;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  void warmUp(Way way, LuxReference reference) {
    call(way, reference.at(), warmUp);
  }

  WayReport measure(Way way, LuxReference reference) {
    ValueAndGradient<Arguments> got = way.at(reference.at());
    List<Call> calls = call(way, reference.at(), timed);
    return new WayReport(
        way.how(),
        got.value().item(),
        relativeError(got, reference),
        way.tolerance(),
        median(calls.stream().mapToLong(Call::nanoseconds).toArray()) / 1e3,
        median(calls.stream().mapToLong(Call::bytes).toArray()),
        multiplyAdds(way, reference.at()));
  }

  /** {@return the largest of |got − reference| / |reference| over all entries} */
  static double relativeError(ValueAndGradient<Arguments> got, LuxReference reference) {
    double value = relativeError(got.value(), Tensor.scalar(reference.value()));
    double t = relativeError(got.gradient().t(), reference.gradient().t());
    double ps = relativeError(got.gradient().ps().flatten(), reference.gradient().ps().flatten());
    return Math.max(value, Math.max(t, ps));
  }

  private static double relativeError(Tensor got, Tensor reference) {
    double[] a = got.toArray();
    double[] b = reference.toArray();
    double largest = 0;
    for (int i = 0; i < b.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.abs(b[i]));
    }
    return largest;
  }

  private static List<Call> call(Way way, Arguments at, Duration duration) {
    List<Call> calls = new ArrayList<>();
    long end = System.nanoTime() + duration.toNanos();
    while (calls.size() < FEWEST_CALLS || System.nanoTime() < end) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      way.at(at);
      long stop = System.nanoTime();
      calls.add(new Call(stop - start, THREADS.getCurrentThreadAllocatedBytes() - bytes));
    }
    return calls;
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static long multiplyAdds(Way way, Arguments at) {
    try (Counting counting = new Counting()) {
      way.at(new Arguments(counting.watch(at.t()), at.ps().map(counting::watch)));
      return counting.counts().multiplyAdds();
    }
  }

  /** What one call cost. */
  private record Call(long nanoseconds, long bytes) {}
}
