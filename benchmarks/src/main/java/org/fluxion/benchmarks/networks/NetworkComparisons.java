package org.fluxion.benchmarks.networks;

import java.util.ArrayList;
import java.util.List;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Figure;
import org.fluxion.benchmarks.measure.Goal;

/** What of a network is compared with what. */
public final class NetworkComparisons {
  private static final String PYTORCH = "PyTorch";
  private static final String BY_HAND = "by hand";
  private static final int LARGEST_PREPARATION = 50;
  private static final double LARGEST_HVP = 2.3;
  private static final double LARGEST_NESTED = 2.2;

  private NetworkComparisons() {}

  /** {@return everything about a network} */
  public static List<Comparison> all(NetworkCase network) {
    List<Comparison> all = new ArrayList<>(times(network));
    all.addAll(costs(network));
    return all;
  }

  /** {@return the times of its gradients and what they allocate} */
  public static List<Comparison> times(NetworkCase network) {
    List<Comparison> times = new ArrayList<>();
    String nested = "nested gradient, " + network.title();
    String plain = "plain gradient, " + network.title();
    NetworkCase.Goals goals = network.goals();
    Figure prepared = time(network, "nested", "prepared");
    Figure eager = time(network, "nested", "eager");
    times.add(Comparison.alone(nested, "prepared", prepared, atMost(goals.prepared())));
    times.add(
        against(
            PYTORCH, network, "nested", nested, "prepared", ratioAtMost(goals.preparedRatio())));
    times.add(against(BY_HAND, network, "nested", nested, "prepared", Goal.none()));
    times.add(allocation(network, "nested", nested));
    times.add(Comparison.alone(nested, "eager", eager, atMost(goals.eager())));
    times.add(
        against(PYTORCH, network, "nested", nested, "eager", ratioAtMost(goals.eagerRatio())));
    times.add(
        Comparison.alone(
            plain, "prepared", time(network, "plain", "prepared"), atMost(goals.plain())));
    times.add(against(PYTORCH, network, "plain", plain, "prepared", Goal.none()));
    times.add(against(BY_HAND, network, "plain", plain, "prepared", Goal.none()));
    times.add(allocation(network, "plain", plain));
    times.add(against(PYTORCH, network, "plain", plain, "eager", Goal.none()));
    return times;
  }

  /** {@return how its derivatives compare with simpler ones, and what preparing takes} */
  private static List<Comparison> costs(NetworkCase network) {
    Figure gradient = time(network, "plain", "prepared");
    Figure eager = time(network, "nested", "eager");
    Goal noLarger = Goal.ratioAtMost(LARGEST_PREPARATION);
    return List.of(
        Comparison.with(
            "plain gradient",
            gradient,
            "HVP, " + network.title(),
            "prepared",
            time(network, "hvp", "prepared"),
            network.isWide() ? Goal.ratioAtMost(LARGEST_HVP) : Goal.none()),
        Comparison.with(
            "plain gradient",
            gradient,
            "nested gradient, " + network.title(),
            "prepared",
            time(network, "nested", "prepared"),
            network.isWide() ? Goal.ratioAtMost(LARGEST_NESTED) : Goal.none()),
        Comparison.with(
            "eager call",
            eager,
            "preparing, " + network.title(),
            "until the first result",
            time(network, "nested", "preparing"),
            noLarger),
        Comparison.with(
            "eager call",
            eager,
            "preparing, " + network.title(),
            "and 24 calls, after which code is generated",
            time(network, "nested", "generating"),
            noLarger));
  }

  private static Comparison against(
      String peer, NetworkCase network, String kind, String subject, String measure, Goal goal) {
    String by = peer.equals(PYTORCH) ? "pytorch" : "hand";
    return Comparison.with(
        peer, time(network, kind, by), subject, measure, time(network, kind, measure), goal);
  }

  private static Comparison allocation(NetworkCase network, String kind, String subject) {
    Figure bytes = Figure.bytes(network.workload(kind, "prepared"));
    return Comparison.alone(subject, "bytes allocated, into", bytes, Goal.atMost(0));
  }

  private static Figure time(NetworkCase network, String kind, String by) {
    return Figure.time(network.workload(kind, by));
  }

  private static Goal atMost(double limit) {
    return Double.isNaN(limit) ? Goal.none() : Goal.atMost(limit);
  }

  private static Goal ratioAtMost(double limit) {
    return Double.isNaN(limit) ? Goal.none() : Goal.ratioAtMost(limit);
  }
}
