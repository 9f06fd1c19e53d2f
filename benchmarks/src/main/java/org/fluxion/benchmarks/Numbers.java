package org.fluxion.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers of reports as text, with three digits that count. */
public final class Numbers {
  private static final int WHOLE_FROM = 100;
  private static final int DIGITS = 3;
  private static final int MOST = 6;

  private Numbers() {}

  /** {@return a number with three digits, or more in front of the point; empty if there is none} */
  public static String text(OptionalDouble number) {
    return number.isEmpty() ? "" : text(number.getAsDouble());
  }

  private static String text(double number) {
    if (number == Math.rint(number) || number >= WHOLE_FROM) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    int magnitude = (int) Math.floor(Math.log10(number));
    return String.format(Locale.ROOT, "%." + Math.min(DIGITS - 1 - magnitude, MOST) + "f", number);
  }
}
