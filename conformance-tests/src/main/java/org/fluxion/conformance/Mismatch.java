package org.fluxion.conformance;

import org.jspecify.annotations.Nullable;

/** What a backend gave is not what a rule asks for. */
final class Mismatch extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String point;
  private final String expected;
  private final String got;

  /**
   * Takes what a report shows.
   *
   * @param what was compared, and how far apart both are
   */
  Mismatch(String what, Object point, Object expected, @Nullable Object got) {
    super(what);
    this.point = String.valueOf(point);
    this.expected = String.valueOf(expected);
    this.got = String.valueOf(got);
  }

  String point() {
    return point;
  }

  String expected() {
    return expected;
  }

  String got() {
    return got;
  }
}
