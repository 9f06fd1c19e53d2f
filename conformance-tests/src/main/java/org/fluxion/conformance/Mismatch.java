package org.fluxion.conformance;

import org.jspecify.annotations.Nullable;

/** What a backend gave is not what a rule asks for. */
final class Mismatch extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String point;
  private final String expected;
  private final String got;
  private final String program;

  /**
   * Takes what a report shows.
   *
   * @param what was compared, and how far apart both are
   */
  Mismatch(String what, Object point, Object expected, @Nullable Object got) {
    this(what, point, expected, got, null);
  }

  /** Takes what a report shows, and the error that the backend threw. */
  Mismatch(
      String what, Object point, Object expected, @Nullable Object got, @Nullable Throwable cause) {
    this(what, String.valueOf(point), String.valueOf(expected), String.valueOf(got), "", cause);
  }

  private Mismatch(
      String what,
      String point,
      String expected,
      String got,
      String program,
      @Nullable Throwable cause) {
    super(what, cause);
    this.point = point;
    this.expected = expected;
    this.got = got;
    this.program = program;
  }

  /** {@return the same, found by a program that can be run by itself} */
  Mismatch by(String source) {
    return new Mismatch(String.valueOf(getMessage()), point, expected, got, source, getCause());
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

  /** {@return one line of Java; empty if the case that failed is to be run again as it is} */
  String program() {
    return program;
  }
}
