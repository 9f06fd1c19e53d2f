package org.fluxion.benchmarks.measure;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of a report before it is measured: a figure of ours, beside a peer's or alone.
 *
 * @param subject the problem
 * @param measure what of it is measured
 * @param value our figure
 * @param peer the peer; null if there is none
 * @param goal what is to be reached
 */
public record Comparison(
    String subject, String measure, Figure value, @Nullable Peer peer, Goal goal) {
  /**
   * What is compared with.
   *
   * @param name as reports print it
   * @param value the same figure of the peer
   */
  public record Peer(String name, Figure value) {}

  /** {@return a figure that is compared with a peer's} */
  public static Comparison with(
      String peer, Figure peerValue, String subject, String measure, Figure value, Goal goal) {
    return new Comparison(subject, measure, value, new Peer(peer, peerValue), goal);
  }

  /** {@return a figure that stands alone} */
  public static Comparison alone(String subject, String measure, Figure value, Goal goal) {
    return new Comparison(subject, measure, value, null, goal);
  }

  /** {@return the names of the workloads that it needs, ours first} */
  public Set<String> workloads() {
    Set<String> all = new LinkedHashSet<>(value.workloads());
    if (peer != null) {
      all.addAll(peer.value().workloads());
    }
    return all;
  }

  /** {@return what came out} */
  public Outcome outcome(Map<String, Measurement> measured) {
    OptionalDouble ours = value.of(measured);
    OptionalDouble theirs = peer == null ? OptionalDouble.empty() : peer.value().of(measured);
    OptionalDouble ratio =
        ours.isPresent() && theirs.isPresent()
            ? OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble())
            : OptionalDouble.empty();
    return new Outcome(this, ours, theirs, ratio);
  }
}
