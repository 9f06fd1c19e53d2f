package org.fluxion;

import java.util.List;
import java.util.Locale;

/**
 * What a self-check of a function found: one line for each property that was looked at.
 *
 * @param entries in the order in which they were looked at
 */
public record CheckReport(List<Entry> entries) {
  /** Copies the list. */
  public CheckReport {
    entries = List.copyOf(entries);
  }

  /** How a property turned out. */
  public enum Outcome {
    /** It holds. */
    OK,
    /** It does not hold; the detail says what disagrees with what. */
    FAILED,
    /** It holds, but the function does something that a derivative cannot see. */
    NOTICE,
    /** It was not looked at; the detail says why. */
    SKIPPED
  }

  /**
   * One property.
   *
   * @param outcome how it turned out
   * @param property in words
   * @param detail numbers, places, reasons
   */
  public record Entry(Outcome outcome, String property, String detail) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-8s%s: %s", outcome.name().toLowerCase(Locale.ROOT), property, detail);
    }
  }

  /** {@return whether no property failed} */
  public boolean passed() {
    return entries.stream().noneMatch(entry -> entry.outcome() == Outcome.FAILED);
  }

  /** {@return the entries with an outcome} */
  public List<Entry> of(Outcome outcome) {
    return entries.stream().filter(entry -> entry.outcome() == outcome).toList();
  }

  /** {@return the report, a line for each property} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(passed() ? "check passed" : "check FAILED");
    entries.forEach(entry -> text.append("\n  ").append(entry));
    return text.toString();
  }
}
