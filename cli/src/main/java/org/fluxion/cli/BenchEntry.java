package org.fluxion.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import org.fluxion.benchmarks.measure.Comparison;
import org.fluxion.benchmarks.measure.Outcome;
import org.fluxion.benchmarks.measure.Outcome.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A line of the report as {@code fluxion bench --json} writes it.
 *
 * @param value ours; null if it was not measured
 * @param peer null if there is none
 * @param peerValue null if there is no peer or it was not measured
 * @param ratio ours divided by the peer's
 * @param goal null if there is none
 * @param met null if there is no goal or a number that it needs was not measured
 */
record BenchEntry(
    @JsonProperty("case") String subject,
    String measure,
    @Nullable Double value,
    String unit,
    @Nullable String peer,
    @Nullable Double peerValue,
    @Nullable Double ratio,
    @Nullable String goal,
    @Nullable Boolean met) {
  static BenchEntry of(Outcome outcome) {
    Comparison comparison = outcome.comparison();
    Comparison.Peer peer = comparison.peer();
    String unit = comparison.value().unit();
    Verdict verdict = outcome.verdict();
    boolean known = verdict == Verdict.MET || verdict == Verdict.MISSED;
    return new BenchEntry(
        comparison.subject(),
        comparison.measure(),
        boxed(outcome.value()),
        unit,
        peer == null ? null : peer.name(),
        boxed(outcome.peerValue()),
        boxed(outcome.ratio()),
        comparison.goal().isSet() ? comparison.goal().text(unit) : null,
        known ? verdict == Verdict.MET : null);
  }

  private static @Nullable Double boxed(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
