package org.fluxion.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fluxion.Backend;

/** One numbered rule that backends obey, as data: reports and documentation are made from it. */
public final class Rule {
  private final String id;
  private final Level level;
  private final String title;
  private final String reason;
  private final String operator;
  private final Function<Subject, Stream<Item>> items;

  private Rule(
      String id,
      Level level,
      String title,
      String reason,
      String operator,
      Function<Subject, Stream<Item>> items) {
    this.id = id;
    this.level = level;
    this.title = title;
    this.reason = reason;
    this.operator = operator;
    this.items = items;
  }

  /**
   * Something that a rule is tried on.
   *
   * @param subject unique within the rule
   * @param operator that is called; empty if it is the rule's, or if there are several
   * @param function that it is called for
   */
  record Item(String subject, String operator, String function, RuleCase.Body body) {
    Item(String function, RuleCase.Body body) {
      this(function, "", function, body);
    }

    static Item of(String operator, String function, RuleCase.Body body) {
      return new Item(operator + " of " + function, operator, function, body);
    }

    /** {@return what stands for a rule that there is nothing to try on} */
    static Item none(String reason) {
      return new Item(
          "none",
          () -> {
            throw new Skip(reason);
          });
    }
  }

  /** What a rule asks of a backend for one thing that it is tried on. */
  @FunctionalInterface
  interface Check<T> {
    void run(Subject subject, T thing) throws Exception;
  }

  /** What a rule asks of a backend. */
  @FunctionalInterface
  interface Single {
    void run(Subject subject) throws Exception;
  }

  /** {@return a rule that is tried on each of several things} */
  static <T> Rule each(
      String id,
      Level level,
      String title,
      String reason,
      List<T> things,
      Function<T, String> name,
      Check<T> check) {
    return found(
        id,
        level,
        title,
        reason,
        subject ->
            things.stream()
                .map(thing -> new Item(name.apply(thing), () -> check.run(subject, thing))));
  }

  /** {@return a rule that is tried once} */
  static Rule once(
      String id, Level level, String title, String reason, String thing, Single check) {
    return found(
        id, level, title, reason, subject -> Stream.of(new Item(thing, () -> check.run(subject))));
  }

  /** {@return a rule that is tried on what is found when it is run} */
  static Rule found(
      String id, Level level, String title, String reason, Function<Subject, Stream<Item>> items) {
    return new Rule(id, level, title, reason, "", items);
  }

  /** {@return the same rule, saying that it is one operator that all its cases call} */
  Rule about(String name) {
    return new Rule(id, level, title, reason, name, items);
  }

  /** {@return the number by which reports, tests and documentation name it; it never changes} */
  public String id() {
    return id;
  }

  /** {@return how much users count on it} */
  public Level level() {
    return level;
  }

  /** {@return what holds, in a few words} */
  public String title() {
    return title;
  }

  /** {@return why, in a sentence} */
  public String reason() {
    return reason;
  }

  /**
   * {@return what there is to try on a backend, with the usual settings; nothing is run yet}
   *
   * <p>{@link ConformanceRun} chooses rules and settings.
   */
  public Stream<RuleCase> cases(Backend backend) {
    return cases(new Subject(backend, Settings.configured()));
  }

  Stream<RuleCase> cases(Subject subject) {
    return items
        .apply(subject)
        .map(
            item ->
                new RuleCase(
                    this, item, item.operator().isEmpty() ? operator : item.operator(), subject));
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
