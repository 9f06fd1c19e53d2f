package org.fluxion.examples;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Parameters;
import org.fluxion.interpreters.Counting;
import org.fluxion.layers.Activation;
import org.fluxion.layers.Chain;
import org.fluxion.layers.Dense;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/**
 * Prints what a {@link NestedLoss} and its gradient cost by each way of the nested rule, beside a
 * plain parameter gradient, for a small, a medium and a large network.
 *
 * <p>Times and allocated bytes are medians of calls in a warm process. Live bytes are measured in
 * processes of their own: the smallest heap in which one call succeeds, less the smallest in which
 * its arguments can be made. The young generation is 1 MB there, so large tensors lie in the old
 * one, which a full collection leaves without gaps: the bound is tight to about 2 MB.
 */
public final class NestedCosts {
  private static final long MEGABYTE = 1 << 20;
  private static final int FEWEST_ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration TIMED = Duration.ofSeconds(15);
  private static final int LARGEST_HEAP = 256;
  private static final String NOTHING = "nothing";
  private static final String PLAIN = "plain gradient";

  private static final List<String> NESTED =
      List.of("on", "off", "forwardOverReverse", "reverseOverForward", "recompute");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final List<Network> NETWORKS =
      List.of(
          new Network("small", 16, 1, 12, 12, 12, 1),
          new Network("medium", 256, 3, 128, 128, 128, 1),
          new Network("large", 512, 64, 512, 512, 1));

  private NestedCosts() {}

  /**
   * Prints the table.
   *
   * @param arguments none; or the name of a network and of a way, for one call and no output
   * @throws IOException if no process can be started
   * @throws InterruptedException if this one is interrupted meanwhile
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      once(network(arguments[0]), arguments[1]);
      return;
    }
    System.out.println("| network | way | ms | × plain | allocated MB | multiply-adds | live MB |");
    System.out.println("|---|---|--:|--:|--:|--:|--:|");
    for (Network network : NETWORKS) {
      Map<String, Way> ways = ways(network);
      Arguments at = network.arguments();
      rounds(ways, at, WARM_UP);
      Map<String, List<Call>> measured = rounds(ways, at, TIMED);
      int empty = smallestHeap(network, NOTHING);
      double unit = 0;
      double unitAdds = 0;
      for (Map.Entry<String, Way> each : ways.entrySet()) {
        List<Call> calls = measured.getOrDefault(each.getKey(), List.of());
        double milliseconds = median(calls, Call::nanoseconds) / 1e6;
        double multiplyAdds = multiplyAdds(each.getValue(), at);
        unit = unit == 0 ? milliseconds : unit;
        unitAdds = unitAdds == 0 ? multiplyAdds : unitAdds;
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.3g | %.1f | %.3g | %.2f | %d |%n",
            network.name,
            each.getKey(),
            milliseconds,
            milliseconds / unit,
            median(calls, Call::bytes) / (double) MEGABYTE,
            multiplyAdds / unitAdds,
            smallestHeap(network, each.getKey()) - empty);
      }
    }
  }

  /** The ways by their names; the plain gradient, which is the unit, comes first. */
  private static Map<String, Way> ways(Network network) {
    NestedLoss loss = new NestedLoss(network.model, network.state());
    Backend mixed = Backends.named("mixed");
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(
        PLAIN,
        new Way(PLAIN, mixed, a -> loss.fixed(a.ps()).apply(a.t().stopGradient()).square().sum()));
    for (String nested : NESTED) {
      Backend inner = Backends.named("mixed(nested=" + nested + ")");
      ways.put("nested=" + nested, new Way(nested, mixed, loss.of(inner, loss::fixed)));
    }
    return ways;
  }

  /** Calls the ways in turn, so that whatever else the machine does is equally hard on each. */
  private static Map<String, List<Call>> rounds(
      Map<String, Way> ways, Arguments at, Duration duration) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    long end = System.nanoTime() + duration.toNanos();
    for (int round = 0; round < FEWEST_ROUNDS || System.nanoTime() < end; round++) {
      ways.forEach(
          (name, way) -> calls.computeIfAbsent(name, key -> new ArrayList<>()).add(call(way, at)));
    }
    return calls;
  }

  private static Call call(Way way, Arguments at) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    way.at(at);
    long stop = System.nanoTime();
    return new Call(stop - start, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  private static long median(List<Call> calls, ToLongFunction<Call> quantity) {
    long[] sorted = calls.stream().mapToLong(quantity).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long multiplyAdds(Way way, Arguments at) {
    try (Counting counting = new Counting()) {
      way.at(new Arguments(counting.watch(at.t()), at.ps().map(counting::watch)));
      return counting.counts().multiplyAdds();
    }
  }

  /** What a process does whose heap is measured. */
  private static void once(Network network, String way) {
    Map<String, Way> ways = ways(network);
    Arguments at = network.arguments();
    if (!way.equals(NOTHING)) {
      Objects.requireNonNull(ways.get(way), way).at(at);
    }
  }

  /** {@return the smallest heap in which one call succeeds, in megabytes, by bisection} */
  private static int smallestHeap(Network network, String way)
      throws IOException, InterruptedException {
    int tooSmall = 1;
    int enough = LARGEST_HEAP;
    while (enough - tooSmall > 1) {
      int tried = (tooSmall + enough) / 2;
      if (succeeds(tried, network.name, way)) {
        enough = tried;
      } else {
        tooSmall = tried;
      }
    }
    return enough;
  }

  private static boolean succeeds(int megabytes, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmn1m", "-Xmx" + megabytes + "m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(NestedCosts.class.getName());
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  private static Network network(String name) {
    return NETWORKS.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
  }

  /** What one call cost. */
  private record Call(long nanoseconds, long bytes) {}

  /** A network with tanh, and its batch. */
  private static final class Network {
    private final String name;
    private final int batch;
    private final int inputs;
    private final Layer model;

    Network(String name, int batch, int... widths) {
      this.name = name;
      this.batch = batch;
      this.inputs = widths[0];
      List<Layer> layers = new ArrayList<>();
      for (int i = 0; i + 1 < widths.length; i++) {
        boolean last = i + 2 == widths.length;
        layers.add(
            new Dense(widths[i], widths[i + 1], last ? Activation.IDENTITY : Activation.TANH));
      }
      this.model = new Chain(layers);
    }

    State state() {
      return model.initialState(new SplittableRandom(0));
    }

    Arguments arguments() {
      SplittableRandom random = new SplittableRandom(0);
      Parameters ps = model.initialParameters(random);
      double[] t = random.doubles((long) batch * inputs).toArray();
      return new Arguments(Tensor.of(t, batch, inputs), ps);
    }
  }
}
