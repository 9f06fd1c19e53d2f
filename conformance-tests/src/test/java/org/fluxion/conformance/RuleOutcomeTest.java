package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What a rule tells of a backend: passed, failed with numbers, or skipped with a reason. */
class RuleOutcomeTest {
  private static final Backend WRONG =
      new Faulty() {
        @Override
        Linearization wrap(Linearization given) {
          return new Given(given) {
            @Override
            public Tensor[] pullback(Tensor... cotangents) {
              return Arrays.stream(super.pullback(cotangents))
                  .map(t -> t.times(3))
                  .toArray(Tensor[]::new);
            }
          };
        }
      };

  private static Backend declaring(UnaryOperator<Capabilities> change) {
    return new Faulty() {
      @Override
      public Capabilities capabilities() {
        return change.apply(super.capabilities());
      }
    };
  }

  private static RuleCase one(Backend backend, String name) {
    return BackendRules.all().stream()
        .flatMap(rule -> rule.cases(backend))
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<RuleOutcome> outcomes(Backend backend, String... ids) {
    return BackendRules.all().stream()
        .filter(rule -> Set.of(ids).contains(rule.id()))
        .flatMap(rule -> rule.cases(backend))
        .map(RuleCase::run)
        .toList();
  }

  private static void assertSkipped(Backend backend, String reason, String... ids) {
    List<RuleOutcome> outcomes = outcomes(backend, ids);
    assertFalse(outcomes.isEmpty());
    for (RuleOutcome outcome : outcomes) {
      RuleOutcome.Skipped skipped = assertInstanceOf(RuleOutcome.Skipped.class, outcome);
      assertTrue(skipped.reason().contains(reason), skipped.reason());
    }
  }

  @Test
  void aFailureShowsPointAndBothNumbers() {
    RuleOutcome outcome =
        one(WRONG, "B1.1 gradient equals the closed form: a sum of squares").run();
    RuleOutcome.Failed failed = assertInstanceOf(RuleOutcome.Failed.class, outcome);
    assertEquals("B1.1", failed.tried().rule().id());
    assertEquals("gradient", failed.tried().operator());
    assertEquals("a sum of squares", failed.tried().function());
    assertEquals("[1.0, -2.0, 3.0]", failed.point());
    assertEquals("[2.0, -4.0, 6.0]", failed.expected());
    assertEquals("[6.0, -12.0, 18.0]", failed.got());
    for (String part :
        List.of("B1.1", "a sum of squares", "[1.0, -2.0, 3.0]", "[6.0, -12.0, 18.0]")) {
      assertTrue(failed.message().contains(part), failed.message());
    }
  }

  @Test
  void aThrownErrorIsAFailure() {
    Backend throwing =
        new Faulty() {
          @Override
          Linearization wrap(Linearization given) {
            throw new IllegalStateException("out of order");
          }
        };
    RuleOutcome.Failed failed =
        assertInstanceOf(RuleOutcome.Failed.class, outcomes(throwing, "B6.6").get(0));
    assertEquals("no error", failed.expected());
    assertEquals("java.lang.IllegalStateException: out of order", failed.got());
  }

  @Test
  void aPassIsAPass() {
    assertInstanceOf(RuleOutcome.Passed.class, outcomes(new Faulty(), "B6.6").get(0));
  }

  @Test
  void whatIsDeclaredAsImpossibleIsSkippedWithTheReason() {
    Backend first = declaring(c -> c.withHighestOrder(1));
    assertSkipped(first, "order 1 as its highest", "B1.8", "B1.16", "B3.2", "B3.8", "B8.4");
    Backend alone = declaring(c -> c.withTraced(false));
    assertSkipped(alone, "takes no tensors that others watch", "B1.22", "B4.1", "B4.5", "B4.7");
    Backend numeric = declaring(c -> c.withAccuracy(1e-6));
    assertSkipped(numeric, "accuracy of 1.0E-6", "B2.1", "B8.1");
  }

  @Test
  void refusedOrdersAndNestingAreTriedInTheirPlace() {
    Backend limited = declaring(c -> c.withHighestOrder(1).withTraced(false));
    for (RuleOutcome outcome : outcomes(limited, "B9.6", "B9.7")) {
      assertInstanceOf(RuleOutcome.Passed.class, outcome);
    }
  }

  @Test
  void scenariosWithRefusedPrimitivesAreSkippedAndTheRefusalIsTried() {
    Backend without = declaring(c -> c.without("logDet"));
    RuleOutcome skipped =
        one(without, "B1.1 gradient equals the closed form: the logarithm of a determinant").run();
    assertTrue(
        assertInstanceOf(RuleOutcome.Skipped.class, skipped).reason().contains("[logDet]"),
        skipped.toString());
    // It computes what it declares to refuse.
    assertInstanceOf(RuleOutcome.Failed.class, outcomes(without, "B9.8").get(0));
    Backend refusing =
        new Faulty() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().without("logDet");
          }

          @Override
          Linearization wrap(Linearization given) {
            throw new UnsupportedDerivativeException("faulty: does without logDet");
          }
        };
    assertInstanceOf(RuleOutcome.Passed.class, outcomes(refusing, "B9.8").get(0));
  }

  @Test
  void numericBackendsAreHeldToWhatTheyDeclare() {
    Backend rough = declaring(c -> c.withAccuracy(1e-6));
    assertInstanceOf(RuleOutcome.Passed.class, outcomes(rough, "B3.9").get(0));
    Backend rougher =
        new Faulty() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().withAccuracy(1e-6);
          }

          @Override
          Linearization wrap(Linearization given) {
            return new Given(given) {
              @Override
              public Tensor[] pullback(Tensor... cotangents) {
                Tensor[] pulled = super.pullback(cotangents);
                pulled[0] = pulled[0].times(1 + 1e-5);
                return pulled;
              }
            };
          }
        };
    assertInstanceOf(RuleOutcome.Failed.class, outcomes(rougher, "B3.9").get(0));
  }

  @Test
  void testsCarryTheRuleAndShowFailuresAndSkips() {
    BackendConformance kit =
        new BackendConformance() {
          @Override
          protected Backend backend() {
            return WRONG;
          }
        };
    List<DynamicTest> tests =
        kit.everyRuleHolds().flatMap(RuleOutcomeTest::tests).collect(Collectors.toList());
    DynamicTest wrong = named(tests, "B1.1 gradient equals the closed form: a sum of squares");
    AssertionError error = assertThrows(AssertionError.class, wrong.getExecutable());
    assertTrue(error.getMessage().contains("[6.0, -12.0, 18.0]"), error.getMessage());
    DynamicTest skipped = named(tests, "B9.6 an order beyond the declared one is refused: hvp");
    assertThrows(TestAbortedException.class, skipped.getExecutable());
    named(tests, "B6.1 empty tensors have empty derivatives: a vector without elements");
  }

  private static Stream<DynamicTest> tests(DynamicNode node) {
    return ((DynamicContainer) node).getChildren().map(DynamicTest.class::cast);
  }

  private static DynamicTest named(List<DynamicTest> tests, String name) {
    return tests.stream().filter(t -> t.getDisplayName().equals(name)).findFirst().orElseThrow();
  }
}
