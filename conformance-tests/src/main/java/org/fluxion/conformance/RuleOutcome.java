package org.fluxion.conformance;

/** What one case of one rule came to, with all that a report shows. */
public sealed interface RuleOutcome {
  /** {@return what was tried: the rule, the operator and the function} */
  RuleCase tried();

  /** The rule holds. */
  record Passed(RuleCase tried) implements RuleOutcome {}

  /**
   * The rule is broken.
   *
   * @param point where it was tried
   * @param expected what the rule asks for
   * @param got what the backend gave instead, or the error that it threw
   * @param program one line of Java that shows it again
   * @param message all of it in words, with the rule's title
   * @param cause what was thrown
   */
  record Failed(
      RuleCase tried,
      String point,
      String expected,
      String got,
      String program,
      String message,
      Throwable cause)
      implements RuleOutcome {}

  /**
   * The rule was not tried.
   *
   * @param reason in the backend's capabilities or surroundings
   */
  record Skipped(RuleCase tried, String reason) implements RuleOutcome {}
}
