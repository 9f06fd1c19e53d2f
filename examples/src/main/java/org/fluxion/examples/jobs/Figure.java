package org.fluxion.examples.jobs;

import org.jspecify.annotations.Nullable;

/**
 * A number that says how well a job went; the smaller, the better.
 *
 * @param name in camel case, as in JSON
 * @param meaning in words
 * @param value the number
 * @param bound what it may be at most for the job to be accepted; null if it only informs
 * @param met whether it is within its bound; NaN never is
 */
public record Figure(
    String name, String meaning, double value, @Nullable Double bound, boolean met) {

  /** {@return a figure that only informs} */
  public static Figure informing(String name, String meaning, double value) {
    return new Figure(name, meaning, value, null, true);
  }

  /** {@return a figure that must be within a bound} */
  public static Figure bounded(String name, String meaning, double value, double bound) {
    return new Figure(name, meaning, value, bound, value <= bound);
  }
}
