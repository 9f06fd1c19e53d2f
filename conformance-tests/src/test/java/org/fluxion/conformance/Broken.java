package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxion.Backend;
import org.fluxion.conformance.RuleVerdict.Status;

/** What the kit says of backends that are broken on purpose. */
final class Broken {
  /** As many as show a fault in any common primitive. */
  private static final int PROGRAMS = 30;

  private Broken() {}

  /** {@return the rules that a backend breaks} */
  static Set<String> rules(Backend backend) {
    return ConformanceRun.of(backend).programs(PROGRAMS).run().verdicts().stream()
        .filter(verdict -> verdict.status() == Status.FAILED)
        .map(verdict -> verdict.rule().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Asserts that a rule is broken, and which others are with it.
   *
   * @param naming the rule that names the fault
   * @param related those that cannot hold beside it
   */
  static void assertBroken(Backend backend, String naming, String... related) {
    Set<String> expected = new TreeSet<>(Arrays.asList(related));
    expected.add(naming);
    assertEquals(expected, rules(backend));
  }

  /**
   * Asserts that a rule is broken by a fault that most rules notice.
   *
   * @param naming the rule that names the fault
   * @param holding those that hold all the same, since they are about something else
   */
  static void assertBrokenButNot(Backend backend, String naming, String... holding) {
    Set<String> broken = rules(backend);
    assertTrue(broken.contains(naming), broken.toString());
    broken.retainAll(Set.of(holding));
    assertEquals(Set.of(), broken);
  }
}
