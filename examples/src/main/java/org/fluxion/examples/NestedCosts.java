package org.fluxion.examples;

import static org.fluxion.Derivatives.gradient;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
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
 * <p>Times and allocated bytes are medians of calls in a warm process. Multiply-adds and live bytes
 * are counted.
 */
public final class NestedCosts {
  /** The unit: the gradient by the parameters, without a derivative inside. */
  static final String PLAIN = "plain gradient";

  static final List<Network> NETWORKS =
      List.of(
          new Network("small", 16, 1, 12, 12, 12, 1),
          new Network("medium", 256, 3, 128, 128, 128, 1),
          new Network("large", 512, 64, 512, 512, 1));

  private static final double MEGABYTE = 1 << 20;
  private static final int FEWEST_ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration TIMED = Duration.ofSeconds(15);

  private static final List<String> NESTED =
      List.of("on", "off", "forwardOverReverse", "reverseOverForward", "recompute");

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private NestedCosts() {}

  /**
   * Prints the table.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println(
        "| network | way | ms | × plain | allocated MB | multiply-adds | live MB | × plain |");
    System.out.println("|---|---|--:|--:|--:|--:|--:|--:|");
    for (Network network : NETWORKS) {
      Map<String, Consumer<Arguments>> ways = ways(network);
      Arguments at = network.arguments();
      rounds(ways, at, WARM_UP);
      Map<String, List<Call>> measured = rounds(ways, at, TIMED);
      List<Row> rows = new ArrayList<>();
      ways.forEach(
          (name, way) -> rows.add(Row.of(name, measured.getOrDefault(name, List.of()), way, at)));
      rows.forEach(row -> System.out.println("| " + network.name + " | " + row.over(rows.get(0))));
    }
  }

  /** The ways by their names; the plain gradient, which is the unit, comes first. */
  static Map<String, Consumer<Arguments>> ways(Network network) {
    NestedLoss loss = new NestedLoss(network.model, network.state());
    Backend mixed = Backends.named("mixed");
    Map<String, Consumer<Arguments>> ways = new LinkedHashMap<>();
    ways.put(PLAIN, a -> gradient(mixed, ps -> loss.fixed(ps).apply(a.t()).square().sum(), a.ps()));
    for (String nested : NESTED) {
      Backend inner = Backends.named("mixed(nested=" + nested + ")");
      ways.put("nested=" + nested, new Way(nested, mixed, loss.of(inner, loss::fixed))::at);
    }
    return ways;
  }

  /** Calls the ways in turn, so that whatever else the machine does is equally hard on each. */
  private static Map<String, List<Call>> rounds(
      Map<String, Consumer<Arguments>> ways, Arguments at, Duration duration) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    long end = System.nanoTime() + duration.toNanos();
    for (int round = 0; round < FEWEST_ROUNDS || System.nanoTime() < end; round++) {
      ways.forEach(
          (name, way) -> calls.computeIfAbsent(name, key -> new ArrayList<>()).add(call(way, at)));
    }
    return calls;
  }

  private static Call call(Consumer<Arguments> way, Arguments at) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    way.accept(at);
    long stop = System.nanoTime();
    return new Call(stop - start, THREADS.getCurrentThreadAllocatedBytes() - bytes);
  }

  private static long median(List<Call> calls, ToLongFunction<Call> quantity) {
    long[] sorted = calls.stream().mapToLong(quantity).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long multiplyAdds(Consumer<Arguments> way, Arguments at) {
    try (Counting counting = new Counting()) {
      way.accept(new Arguments(counting.watch(at.t()), at.ps().map(counting::watch)));
      return counting.counts().multiplyAdds();
    }
  }

  /** {@return the most bytes of tensors that one call holds, besides its arguments} */
  static long liveBytes(Consumer<Arguments> way, Arguments at) {
    try (LiveBytes live = new LiveBytes()) {
      way.accept(new Arguments(live.watch(at.t()), at.ps().map(live::watch)));
      return live.peak();
    }
  }

  /** What one call cost. */
  private record Call(long nanoseconds, long bytes) {}

  /** What a way costs. */
  private record Row(String way, double milliseconds, double allocated, double adds, double live) {
    static Row of(String name, List<Call> calls, Consumer<Arguments> way, Arguments at) {
      return new Row(
          name,
          median(calls, Call::nanoseconds) / 1e6,
          median(calls, Call::bytes) / MEGABYTE,
          multiplyAdds(way, at),
          liveBytes(way, at) / MEGABYTE);
    }

    /** {@return the row of the table, with ratios to the unit} */
    String over(Row unit) {
      return String.format(
          Locale.ROOT,
          "%s | %.3g | %.1f | %.3g | %.2f | %.3g | %.2f |",
          way,
          milliseconds,
          milliseconds / unit.milliseconds,
          allocated,
          adds / unit.adds,
          live,
          live / unit.live);
    }
  }

  /** A network with tanh, and its batch. */
  static final class Network {
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

    @Override
    public String toString() {
      return name;
    }
  }
}
