package org.fluxion.conformance;

import java.util.List;
import java.util.stream.Stream;

/** Every rule that backends obey, in the order of their ids. */
public final class BackendRules {
  private static final List<Rule> ALL =
      Stream.of(
              OperatorRules.all(),
              ConventionRules.all(),
              TableRules.all(),
              LawRules.all(),
              NestingRules.all(),
              HiddenRules.all(),
              PreparedRules.all(),
              EdgeRules.all(),
              EmptyRules.all(),
              ReuseRules.all(),
              StateRules.all(),
              CostRules.all(),
              ErrorRules.all(),
              RefusalRules.all(),
              InputRules.all(),
              ProgramRules.all())
          .flatMap(List::stream)
          .toList();

  private BackendRules() {}

  /**
   * {@return all rules}
   *
   * <p>To run them without a test engine:
   *
   * <pre>{@code
   * BackendRules.all().stream().flatMap(rule -> rule.cases(backend)).map(RuleCase::run)
   * }</pre>
   */
  public static List<Rule> all() {
    return ALL;
  }
}
