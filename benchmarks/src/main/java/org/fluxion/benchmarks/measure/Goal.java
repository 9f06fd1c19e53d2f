package org.fluxion.benchmarks.measure;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What is to be reached.
 *
 * @param kind what is bounded, and from which side
 * @param limit the bound
 */
public record Goal(Kind kind, double limit) {
  /** What a goal is about. */
  public enum Kind {
    /** The value is at most the limit. */
    VALUE_AT_MOST,
    /** The value divided by the peer's is at most the limit. */
    RATIO_AT_MOST,
    /** The value divided by the peer's is at least the limit. */
    RATIO_AT_LEAST,
    /** There is no goal; the comparison is there to be looked at. */
    NONE
  }

  /** {@return that a value is at most so large} */
  public static Goal atMost(double limit) {
    return new Goal(Kind.VALUE_AT_MOST, limit);
  }

  /** {@return that a value is at most so many times the peer's} */
  public static Goal ratioAtMost(double limit) {
    return new Goal(Kind.RATIO_AT_MOST, limit);
  }

  /** {@return that a value is at least so many times the peer's} */
  public static Goal ratioAtLeast(double limit) {
    return new Goal(Kind.RATIO_AT_LEAST, limit);
  }

  /** {@return no goal} */
  public static Goal none() {
    return new Goal(Kind.NONE, Double.NaN);
  }

  /** {@return whether there is one} */
  public boolean isSet() {
    return kind != Kind.NONE;
  }

  /**
   * {@return whether it is met; false if a number that it needs is missing}
   *
   * @param value what was measured
   * @param ratio to the peer
   */
  public boolean isMetBy(OptionalDouble value, OptionalDouble ratio) {
    return switch (kind) {
      case VALUE_AT_MOST -> value.isPresent() && value.getAsDouble() <= limit;
      case RATIO_AT_MOST -> ratio.isPresent() && ratio.getAsDouble() <= limit;
      case RATIO_AT_LEAST -> ratio.isPresent() && ratio.getAsDouble() >= limit;
      case NONE -> false;
    };
  }

  /**
   * {@return the goal in words, in ASCII; empty if there is none}
   *
   * @param unit of the value
   */
  public String text(String unit) {
    return switch (kind) {
      case VALUE_AT_MOST -> "<= " + number() + " " + unit;
      case RATIO_AT_MOST -> "ratio <= " + number();
      case RATIO_AT_LEAST -> "ratio >= " + number();
      case NONE -> "";
    };
  }

  /** A limit is a whole number, or has few digits, or is the inverse of a whole number. */
  private String number() {
    if (limit == Math.rint(limit)) {
      return String.format(Locale.ROOT, "%,.0f", limit);
    }
    double inverse = 1 / limit;
    boolean fraction = inverse > 2 && Math.abs(inverse - Math.rint(inverse)) < 1e-9;
    return fraction ? String.format(Locale.ROOT, "1/%.0f", inverse) : String.valueOf(limit);
  }
}
