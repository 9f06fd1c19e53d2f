package org.fluxion.layers.conformance;

import org.fluxion.UnsupportedDerivativeException;

/** One rule tried on one layer, with one backend where the rule is about derivatives. */
public final class LayerCase {
  private final LayerRule rule;
  private final String subject;
  private final Runnable body;

  LayerCase(LayerRule rule, String subject, Runnable body) {
    this.rule = rule;
    this.subject = subject;
    this.body = body;
  }

  /** {@return id and title of the rule, and what it is tried on} */
  public String name() {
    return rule + ": " + subject;
  }

  /**
   * {@return what came of it}
   *
   * <p>Nothing is thrown, whatever the layer throws; only errors of the virtual machine pass.
   */
  public LayerOutcome run() {
    try {
      body.run();
      return new LayerOutcome.Passed(name());
    } catch (Skip skip) {
      return new LayerOutcome.Skipped(name(), String.valueOf(skip.getMessage()));
    } catch (UnsupportedDerivativeException refused) {
      return new LayerOutcome.Skipped(name(), "the backend refuses: " + refused.getMessage());
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError thrown) {
      String what = thrown instanceof Violation ? thrown.getMessage() : thrown.toString();
      return new LayerOutcome.Failed(name(), name() + ": " + what + ". " + rule.reason(), thrown);
    }
  }
}
