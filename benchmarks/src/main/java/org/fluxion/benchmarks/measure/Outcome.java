package org.fluxion.benchmarks.measure;

import java.util.OptionalDouble;

/**
 * A line of a report.
 *
 * @param comparison what was compared
 * @param value our figure; nothing if it could not be measured
 * @param peerValue the peer's; nothing if there is no peer or it could not be measured
 * @param ratio ours divided by the peer's, if both are there
 */
public record Outcome(
    Comparison comparison, OptionalDouble value, OptionalDouble peerValue, OptionalDouble ratio) {
  /** How a goal fared. */
  public enum Verdict {
    /** It is met. */
    MET,
    /** It is not. */
    MISSED,
    /** A number that it needs was not measured. */
    UNKNOWN,
    /** There is none. */
    NO_GOAL
  }

  /** {@return how its goal fared} */
  public Verdict verdict() {
    Goal goal = comparison.goal();
    if (!goal.isSet()) {
      return Verdict.NO_GOAL;
    }
    OptionalDouble needed = goal.kind() == Goal.Kind.VALUE_AT_MOST ? value : ratio;
    if (needed.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    return goal.isMetBy(value, ratio) ? Verdict.MET : Verdict.MISSED;
  }
}
