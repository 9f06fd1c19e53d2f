package org.fluxion.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fluxion.Backend;

/** One numbered rule that backends obey, as data: reports and documentation are made from it. */
public final class Rule {
  private final String id;
  private final String title;
  private final String reason;
  private final Function<Subject, Stream<Item>> items;

  private Rule(String id, String title, String reason, Function<Subject, Stream<Item>> items) {
    this.id = id;
    this.title = title;
    this.reason = reason;
    this.items = items;
  }

  /** Something that a rule is tried on. */
  record Item(String name, RuleCase.Body body) {}

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
      String title,
      String reason,
      List<T> things,
      Function<T, String> name,
      Check<T> check) {
    return found(
        id,
        title,
        reason,
        subject ->
            things.stream()
                .map(thing -> new Item(name.apply(thing), () -> check.run(subject, thing))));
  }

  /** {@return a rule that is tried once} */
  static Rule once(String id, String title, String reason, String thing, Single check) {
    return found(
        id, title, reason, subject -> Stream.of(new Item(thing, () -> check.run(subject))));
  }

  /** {@return a rule that is tried on what is found when it is run} */
  static Rule found(String id, String title, String reason, Function<Subject, Stream<Item>> items) {
    return new Rule(id, title, reason, items);
  }

  /** {@return the number by which reports, tests and documentation name it; it never changes} */
  public String id() {
    return id;
  }

  /** {@return what holds, in a few words} */
  public String title() {
    return title;
  }

  /** {@return why, in a sentence} */
  public String reason() {
    return reason;
  }

  /** {@return what there is to try on a backend; nothing is run yet} */
  public Stream<RuleCase> cases(Backend backend) {
    return items
        .apply(new Subject(backend))
        .map(item -> new RuleCase(this, item.name(), item.body()));
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
