package org.fluxion.conformance;

/** What one case of one rule came to. */
public sealed interface RuleOutcome {
  /** {@return the id of the rule} */
  String rule();

  /** {@return the function, program or situation that the rule was tried on} */
  String subject();

  /** The rule holds. */
  record Passed(String rule, String subject) implements RuleOutcome {}

  /**
   * The rule is broken.
   *
   * @param point where it was tried
   * @param expected what the rule asks for
   * @param got what the backend gave instead, or the error that it threw
   * @param message all of it in words, with the rule's title
   * @param cause what was thrown
   */
  record Failed(
      String rule,
      String subject,
      String point,
      String expected,
      String got,
      String message,
      Throwable cause)
      implements RuleOutcome {}

  /**
   * The rule was not tried.
   *
   * @param reason in the backend's capabilities or surroundings
   */
  record Skipped(String rule, String subject, String reason) implements RuleOutcome {}
}
