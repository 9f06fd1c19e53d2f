package org.fluxion.conformance;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Backend;

/** Times an operator on several backends: passes over the same problems, the backends in turn. */
final class Passes {
  /** Fewer say little, so slow backends take longer than asked. */
  private static final int FEWEST = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Passes() {}

  /** One pass over all problems. */
  record Pass(long nanoseconds, long bytes) {}

  /**
   * {@return the passes of each backend}
   *
   * @param duration for warming up, and once more for what is returned
   */
  static Map<String, List<Pass>> of(
      TimedCalls.Call call,
      Map<String, Backend> backends,
      List<Problem> problems,
      Duration duration) {
    inTurn(call, backends, problems, duration);
    return inTurn(call, backends, problems, duration);
  }

  /** In turn, so that whatever else the machine does is equally hard on each. */
  private static Map<String, List<Pass>> inTurn(
      TimedCalls.Call call,
      Map<String, Backend> backends,
      List<Problem> problems,
      Duration duration) {
    Map<String, List<Pass>> passes = new LinkedHashMap<>();
    long start = System.nanoTime();
    for (int round = 0; round < FEWEST || System.nanoTime() - start < duration.toNanos(); round++) {
      backends.forEach(
          (name, backend) ->
              passes
                  .computeIfAbsent(name, key -> new ArrayList<>())
                  .add(pass(call, backend, problems)));
    }
    return passes;
  }

  private static Pass pass(TimedCalls.Call call, Backend backend, List<Problem> problems) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    for (Problem problem : problems) {
      call.on(backend, problem);
    }
    long stop = System.nanoTime();
    return new Pass(stop - start, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** {@return the shortest time: whatever else the machine does only ever adds to it} */
  static long nanoseconds(List<Pass> passes) {
    return passes.stream().mapToLong(Pass::nanoseconds).min().orElseThrow();
  }

  /** {@return the median, since now and then the compiler saves an allocation or has its own} */
  static long bytes(List<Pass> passes) {
    long[] sorted = passes.stream().mapToLong(Pass::bytes).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
