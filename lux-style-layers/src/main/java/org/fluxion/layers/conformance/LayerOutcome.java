package org.fluxion.layers.conformance;

/** What one case of one rule came to. */
public sealed interface LayerOutcome {
  /** {@return the rule, and what it was tried on} */
  String name();

  /** The rule holds. */
  record Passed(String name) implements LayerOutcome {}

  /**
   * The rule is broken.
   *
   * @param message what the rule asks for, what the layer did, and why it matters
   * @param cause what was thrown
   */
  record Failed(String name, String message, Throwable cause) implements LayerOutcome {}

  /**
   * The rule was not tried.
   *
   * @param reason in the layer's declared traits or the backends on the class path
   */
  record Skipped(String name, String reason) implements LayerOutcome {}
}
