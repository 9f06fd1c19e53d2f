package org.fluxion.conformance;

/** One rule tried on one function, program or situation. */
public final class RuleCase {
  private final Rule rule;
  private final String subject;
  private final Body body;

  RuleCase(Rule rule, String subject, Body body) {
    this.rule = rule;
    this.subject = subject;
    this.body = body;
  }

  /** What is done; a broken rule throws, and so may what is called. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** {@return id and title of the rule, and what it is tried on} */
  public String name() {
    return rule.id() + " " + rule.title() + ": " + subject;
  }

  /**
   * {@return what came of it}
   *
   * <p>Nothing is thrown, whatever the backend throws; only errors of the virtual machine pass.
   */
  public RuleOutcome run() {
    try {
      body.run();
      return new RuleOutcome.Passed(rule.id(), subject);
    } catch (Skip skip) {
      return new RuleOutcome.Skipped(rule.id(), subject, skip.reason());
    } catch (Mismatch mismatch) {
      return failed(mismatch.point(), mismatch.expected(), mismatch.got(), mismatch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("-", "to run through", "interrupted", e);
    } catch (Exception | AssertionError | LinkageError | StackOverflowError thrown) {
      return failed("-", "no error", thrown.toString(), thrown);
    }
  }

  private RuleOutcome failed(String point, String expected, String got, Throwable cause) {
    String message =
        name()
            + ": "
            + cause.getMessage()
            + " at "
            + point
            + "; expected "
            + expected
            + ", got "
            + got
            + ". "
            + rule.reason();
    return new RuleOutcome.Failed(rule.id(), subject, point, expected, got, message, cause);
  }
}
