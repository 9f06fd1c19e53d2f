package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.fluxion.Backend;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests a backend against every numbered rule.
 *
 * <p>Meant to be extended by whoever writes a backend:
 *
 * <pre>{@code
 * class AcmeConformanceTest extends BackendConformance {
 *   protected Backend backend() {
 *     return new AcmeBackend();
 *   }
 * }
 * }</pre>
 *
 * <p>Exact backends are held to {@link Close#EXACT}, numeric ones to the accuracy that they declare
 * for first derivatives, and to its square root for second ones. What the capabilities exclude is
 * shown as skipped, with the reason. Each test is named by its rule, for instance {@code B3.2 hvp
 * equals Hessian times vector: Rosenbrock's function}; docs/conformance.md lists all rules.
 * Tangents are drawn from a seed, which the system property {@code fluxion.conformance.seed} sets.
 */
public abstract class BackendConformance {
  /** For subclasses. */
  protected BackendConformance() {}

  /** {@return the backend to test} */
  protected abstract Backend backend();

  /** {@return for each rule, one test for each thing that it is tried on} */
  @TestFactory
  public final Stream<DynamicNode> everyRuleHolds() {
    ConformanceRun run = ConformanceRun.of(backend());
    return run.rules().stream()
        .map(
            rule ->
                dynamicContainer(rule.toString(), run.cases(rule).map(BackendConformance::test)));
  }

  private static DynamicNode test(RuleCase one) {
    return dynamicTest(one.name(), () -> report(one.run()));
  }

  private static void report(RuleOutcome outcome) {
    if (outcome instanceof RuleOutcome.Failed failed) {
      fail(failed.message(), failed.cause());
    } else if (outcome instanceof RuleOutcome.Skipped skipped) {
      abort(skipped.reason());
    }
  }
}
