package org.fluxion.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.jspecify.annotations.Nullable;

/**
 * A run of the kit on one backend, without a test engine.
 *
 * <pre>{@code
 * ConformanceReport report =
 *     ConformanceRun.of(Backends.named("acme")).only("B3", "B4.5").programs(2000).run();
 * report.failures().forEach(failed -> System.out.println(failed.message()));
 * }</pre>
 *
 * <p>Immutable: each method that sets something returns a changed copy. Unless they are set, seed
 * and number of programs come from the system properties {@code fluxion.conformance.seed} and
 * {@code fluxion.conformance.programs}, or are the usual ones. The same settings give the same run.
 */
public final class ConformanceRun {
  private final Subject subject;
  private final List<Rule> rules;
  private final @Nullable String on;

  private ConformanceRun(Subject subject, List<Rule> rules, @Nullable String on) {
    this.subject = subject;
    this.rules = rules;
    this.on = on;
  }

  /** {@return a run of every rule} */
  public static ConformanceRun of(Backend backend) {
    if (backend == null) {
      throw new FluxionException("ConformanceRun.of: backend is null");
    }
    Subject subject = new Subject(backend, Settings.configured());
    return new ConformanceRun(subject, BackendRules.all(), null);
  }

  /**
   * {@return a run of some rules}
   *
   * @param ids of rules, such as {@code B3.2}, or of families, such as {@code B3}
   * @throws FluxionException if an id names neither
   */
  public ConformanceRun only(String... ids) {
    for (String id : ids) {
      if (rules.stream().noneMatch(rule -> isNamed(rule, id))) {
        throw new FluxionException(
            "conformance: there is no rule or family \""
                + id
                + "\"; rules are "
                + rules.stream().map(Rule::id).collect(Collectors.joining(", ")));
      }
    }
    Predicate<Rule> named = rule -> Stream.of(ids).anyMatch(id -> isNamed(rule, id));
    return new ConformanceRun(subject, rules.stream().filter(named).toList(), on);
  }

  private static boolean isNamed(Rule rule, String id) {
    return rule.id().equals(id) || rule.id().startsWith(id + ".");
  }

  /** {@return a run of those cases whose {@linkplain RuleCase#subject subject} is this} */
  public ConformanceRun on(String name) {
    return new ConformanceRun(subject, rules, name);
  }

  /**
   * {@return a run with another number of random programs}
   *
   * @throws FluxionException if it is negative
   */
  public ConformanceRun programs(int count) {
    if (count < 0) {
      throw new FluxionException("conformance: " + count + " programs; give 0 or more");
    }
    return with(subject.settings().withPrograms(count));
  }

  /** {@return a run that draws from another seed} */
  public ConformanceRun seed(long seed) {
    return with(subject.settings().withSeed(seed));
  }

  private ConformanceRun with(Settings settings) {
    return new ConformanceRun(new Subject(subject.backend(), settings), rules, on);
  }

  /** {@return the rules that are run, in the order of their ids} */
  public List<Rule> rules() {
    return rules;
  }

  /** {@return what one of the rules is tried on; nothing is run yet} */
  public Stream<RuleCase> cases(Rule rule) {
    return rule.cases(subject).filter(one -> on == null || one.subject().equals(on));
  }

  /** {@return what all rules are tried on; nothing is run yet} */
  public Stream<RuleCase> cases() {
    return rules.stream().flatMap(this::cases);
  }

  /** {@return what came of it} */
  public ConformanceReport run() {
    return run(outcome -> {});
  }

  /**
   * {@return what came of it}
   *
   * @param listener is told of each case as soon as it has run, in this thread
   */
  public ConformanceReport run(Consumer<? super RuleOutcome> listener) {
    List<RuleVerdict> verdicts = new ArrayList<>();
    for (Rule rule : rules) {
      List<RuleOutcome> outcomes = new ArrayList<>();
      cases(rule)
          .forEach(
              one -> {
                RuleOutcome outcome = one.run();
                outcomes.add(outcome);
                listener.accept(outcome);
              });
      verdicts.add(new RuleVerdict(rule, outcomes));
    }
    return new ConformanceReport(subject.backend().name(), verdicts);
  }
}
