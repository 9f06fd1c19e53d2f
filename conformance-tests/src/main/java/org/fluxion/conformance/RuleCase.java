package org.fluxion.conformance;

import org.fluxion.conformance.Rule.Item;

/** One rule tried on one function, program or situation. */
public final class RuleCase {
  private final Rule rule;
  private final Item item;
  private final String operator;
  private final Subject backend;

  RuleCase(Rule rule, Item item, String operator, Subject backend) {
    this.rule = rule;
    this.item = item;
    this.operator = operator;
    this.backend = backend;
  }

  /** What is done; a broken rule throws, and so may what is called. */
  @FunctionalInterface
  interface Body {
    void run() throws Exception;
  }

  /** {@return the rule} */
  public Rule rule() {
    return rule;
  }

  /** {@return what the rule is tried on, in words that no other case of the rule has} */
  public String subject() {
    return item.subject();
  }

  /**
   * {@return the operator that is called, by its name in {@link org.fluxion.Derivatives}; empty
   * where there are several, or where the backend is asked directly}
   */
  public String operator() {
    return operator;
  }

  /** {@return the function, program or situation that the operator is called for} */
  public String function() {
    return item.function();
  }

  /** {@return id and title of the rule, and what it is tried on} */
  public String name() {
    return rule.id() + " " + rule.title() + ": " + subject();
  }

  /** {@return one line of Java that runs this case again, for a backend that is found by name} */
  public String program() {
    return "ConformanceRun.of("
        + Source.of(backend.backend())
        + ").seed("
        + backend.settings().seed()
        + "L).only("
        + Source.quoted(rule.id())
        + ").on("
        + Source.quoted(subject())
        + ").run()";
  }

  /**
   * {@return what came of it}
   *
   * <p>Nothing is thrown, whatever the backend throws; only errors of the virtual machine pass.
   */
  public RuleOutcome run() {
    try {
      item.body().run();
      return new RuleOutcome.Passed(this);
    } catch (Skip skip) {
      return new RuleOutcome.Skipped(this, skip.reason());
    } catch (Mismatch mismatch) {
      return failed(mismatch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(new Mismatch("to run through", "-", "no interruption", "interrupted", e));
    } catch (Exception | AssertionError | LinkageError | StackOverflowError thrown) {
      return failed(
          new Mismatch(String.valueOf(thrown.getMessage()), "-", "no error", thrown, thrown));
    }
  }

  private RuleOutcome failed(Mismatch mismatch) {
    String message =
        name()
            + ": "
            + mismatch.getMessage()
            + " at "
            + mismatch.point()
            + "; expected "
            + mismatch.expected()
            + ", got "
            + mismatch.got()
            + ". "
            + rule.reason();
    String own = mismatch.program();
    return new RuleOutcome.Failed(
        this,
        mismatch.point(),
        mismatch.expected(),
        mismatch.got(),
        own.isEmpty() ? program() : own,
        message,
        mismatch.getCause() == null ? mismatch : mismatch.getCause());
  }

  @Override
  public String toString() {
    return name();
  }
}
