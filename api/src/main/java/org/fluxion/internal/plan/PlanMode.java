package org.fluxion.internal.plan;

import java.util.Arrays;
import java.util.Locale;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/** What the system property {@code fluxion.plans} says. */
enum PlanMode {
  /** Plans are used, and compared with fresh recordings at calls 2, 4, 8, …. */
  ON,
  /** Every call is recorded and compared. */
  VERIFY,
  /** Prepared operators run unprepared. */
  OFF;

  static final String PROPERTY = "fluxion.plans";

  /** {@return the mode that is set, ON if none is} */
  static PlanMode configured() {
    return parse(System.getProperty(PROPERTY));
  }

  static PlanMode parse(@Nullable String value) {
    if (value == null) {
      return ON;
    }
    return Arrays.stream(values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () -> new FluxionException(PROPERTY + "=" + value + ": use on, verify or off"));
  }
}
