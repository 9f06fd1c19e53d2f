package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.FluxionException;
import org.fluxion.conformance.ComparisonReport.Row;
import org.fluxion.conformance.OperatorCost.Declined;
import org.fluxion.conformance.OperatorCost.Measured;
import org.fluxion.conformance.OperatorCost.Wrong;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Linearization;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backends measured on the same problems. */
class BackendComparisonTest {
  private static final List<String> TOLD = new ArrayList<>();
  private static ComparisonReport report;

  /** Right at first order, and declared for nothing else. */
  private static final Backend FIRST_ORDER =
      new Faulty() {
        @Override
        public Capabilities capabilities() {
          return super.capabilities().withHighestOrder(1);
        }
      };

  private static final Backend WRONG_PULLBACK =
      new Faulty() {
        @Override
        Linearization wrap(Linearization given) {
          return new Given(given) {
            @Override
            public Tensor[] pullback(Tensor... cotangents) {
              return Arrays.stream(super.pullback(cotangents))
                  .map(t -> t.times(1 + 1e-6))
                  .toArray(Tensor[]::new);
            }
          };
        }
      };

  @BeforeAll
  static void compare() {
    Map<String, Backend> backends = new LinkedHashMap<>();
    backends.put("reverse", Backends.named("reverse"));
    backends.put("finite", Backends.named("finite"));
    backends.put("first", FIRST_ORDER);
    backends.put("wrong", WRONG_PULLBACK);
    report =
        BackendComparison.of(backends, Map.of("native", "no library for <this> machine"))
            .lasting(Duration.ZERO)
            .run(TOLD::add);
  }

  private static Row row(String operator) {
    return report.rows().stream()
        .filter(row -> row.operator().equals(operator))
        .findFirst()
        .orElseThrow();
  }

  private static Measured measured(String operator, String backend) {
    return assertInstanceOf(Measured.class, row(operator).on(backend));
  }

  @Test
  void everyOperatorHasARowAndIsAnnounced() {
    assertEquals(BackendComparison.operators(), report.rows().stream().map(Row::operator).toList());
    assertEquals(BackendComparison.operators(), TOLD);
    assertEquals(BackendComparison.operators(), List.copyOf(TimedCalls.ALL.keySet()));
  }

  @Test
  void exactBackendsAreExactAndNumericOnesAsGoodAsTheyDeclare() {
    for (String operator : List.of("gradient", "jacobian", "hessian", "laplacian")) {
      assertTrue(measured(operator, "reverse").error() < 1e-13, operator);
    }
    double declared = Backends.named("finite").capabilities().accuracy();
    double error = measured("gradient", "finite").error();
    assertTrue(error > 1e-13 && error < declared, String.valueOf(error));
  }

  @Test
  void evaluationsAreThoseOfTheDocumentedCosts() {
    assertEquals(1, measured("gradient", "reverse").evaluations());
    assertEquals(1, measured("pullback", "reverse").evaluations());
    // A central difference takes two, and the value one more.
    assertEquals(2, measured("derivative", "finite").evaluations());
    assertEquals(3, measured("valueAndDerivative", "finite").evaluations());
    assertEquals(2, measured("pushforward", "finite").evaluations());
  }

  @Test
  void timeAndBytesAreMeasured() {
    for (Row row : report.rows()) {
      Measured reverse = measured(row.operator(), "reverse");
      assertTrue(reverse.microseconds() > 0 && reverse.bytes() > 0, row.toString());
      assertTrue(row.problems() > 0, row.toString());
    }
  }

  @Test
  void whatIsBeyondADeclaredOrderIsDeclined() {
    Declined declined = assertInstanceOf(Declined.class, row("hessian").on("first"));
    assertTrue(declined.reason().contains("order 1 as its highest"), declined.reason());
    assertTrue(measured("gradient", "first").error() < 1e-13);
  }

  @Test
  void aWrongAnswerIsTold() {
    Wrong wrong = assertInstanceOf(Wrong.class, row("pullback").on("wrong"));
    assertTrue(wrong.reason().contains("cotangent: element"), wrong.reason());
    assertFalse(report.passed());
    ComparisonReport good =
        new ComparisonReport(
            report.backends(),
            report.rows().stream().filter(r -> r.operator().equals("pushforward")).toList(),
            Map.of());
    assertTrue(good.passed());
  }

  @Test
  void problemsThatOneBackendRefusesArePutToNone() {
    Backend without =
        new Faulty() {
          @Override
          public Capabilities capabilities() {
            return super.capabilities().without("sin", "cos", "tanh", "exp");
          }
        };
    Map<String, Backend> backends = new LinkedHashMap<>();
    backends.put("reverse", Backends.named("reverse"));
    backends.put("without", without);
    ComparisonReport fewer =
        BackendComparison.of(backends, Map.of()).lasting(Duration.ZERO).run(operator -> {});
    Row gradient = fewer.rows().get(0);
    assertTrue(gradient.problems() > 0 && gradient.problems() < row("gradient").problems());
    Row none = fewer.rows().stream().filter(row -> row.problems() == 0).findFirst().orElseThrow();
    Declined declined = assertInstanceOf(Declined.class, none.on("reverse"));
    assertEquals("there is no problem whose primitives every backend supports", declined.reason());
  }

  @Test
  void thePageHasAllFiguresAndRemarks() {
    String page = HtmlComparison.of(report);
    for (String part :
        List.of(
            "<h2>Error, relative to the largest element or to 1</h2>",
            "<h2>Time, microseconds</h2>",
            "<h2>Evaluations of f</h2>",
            "<h2>Bytes allocated</h2>",
            "<td class=\"failed\">✗</td>",
            "✗ pullback by wrong: ",
            "– hessian by first: ",
            "native cannot be used: no library for &lt;this&gt; machine")) {
      assertTrue(page.contains(part), () -> part + " is not in\n" + page);
    }
    assertFalse(page.contains("<script"), page);
  }

  @Test
  void nothingToCompareIsRefused() {
    FluxionException none =
        assertThrows(FluxionException.class, () -> BackendComparison.of(Map.of(), Map.of()));
    assertEquals("comparison: there is no backend to compare; give one or more", none.getMessage());
    FluxionException other = assertThrows(FluxionException.class, () -> row("hvp").on("nosuch"));
    assertEquals(
        "comparison: no backend \"nosuch\"; there are [reverse, finite, first, wrong]",
        other.getMessage());
  }
}
