package org.fluxion.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Family 1: every operator on every scenario, as it stands and in other forms. */
final class OperatorRules {
  private OperatorRules() {}

  static List<Rule> all() {
    List<Operator> operators = Operators.ALL;
    return Stream.concat(
            IntStream.range(0, operators.size()).mapToObj(i -> rule(i + 1, operators.get(i))),
            Arrays.stream(Transformer.values()).map(Transformer::rule))
        .toList();
  }

  private static Rule rule(int number, Operator operator) {
    List<Scenario> scenarios =
        Scenario.all().stream()
            .filter(scenario -> operator.applies().test(Problem.of(scenario)))
            .toList();
    return Rule.each(
            "B1." + number,
            operator.order() == 1 ? Level.REQUIRED : Level.RECOMMENDED,
            operator.name() + " equals the closed form",
            "It is compared with derivatives that were written out by hand in plain numbers.",
            scenarios,
            Scenario::name,
            (subject, scenario) -> {
              scenario.requireWellScaled(subject);
              operator.check(Ask.plain(subject, Problem.of(scenario, subject)));
            })
        .about(operator.name());
  }
}
