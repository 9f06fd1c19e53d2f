package org.fluxion.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Derivatives;
import org.fluxion.FluxionException;
import org.fluxion.conformance.RuleVerdict.Status;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit without a test engine: chosen, listened to, and reported as data. */
class ConformanceRunTest {
  private static final Backend WRONG = Faulty.pulling(t -> t.times(3));

  @Test
  void rulesAreChosenByIdOrByFamily() {
    ConformanceRun run = ConformanceRun.of(WRONG).only("B1.1", "B10");
    assertEquals(
        List.of("B1.1", "B10.1", "B10.2", "B10.3", "B10.4"),
        run.rules().stream().map(Rule::id).toList());
    assertEquals(BackendRules.all(), ConformanceRun.of(WRONG).rules());
  }

  @Test
  void aRuleThatIsNotThereIsRefused() {
    FluxionException error =
        assertThrows(FluxionException.class, () -> ConformanceRun.of(WRONG).only("B1.99"));
    assertTrue(error.getMessage().contains("there is no rule or family \"B1.99\""));
    assertTrue(error.getMessage().contains("B1.1, B1.2"), error.getMessage());
  }

  @Test
  void aNegativeNumberOfProgramsIsRefused() {
    FluxionException error =
        assertThrows(FluxionException.class, () -> ConformanceRun.of(WRONG).programs(-1));
    assertEquals("conformance: -1 programs; give 0 or more", error.getMessage());
  }

  @Test
  void asManyProgramsRunAsAreAskedFor() {
    ConformanceRun run = ConformanceRun.of(Backends.named("reverse")).only("B11.2").programs(700);
    assertEquals(700, run.cases().count());
    assertTrue(ConformanceRun.of(WRONG).only("B11.2").cases().count() >= 500);
    assertTrue(run.run().passed());
  }

  @Test
  void anotherSeedDrawsOtherPrograms() {
    ConformanceRun run = ConformanceRun.of(WRONG).only("B11.2").programs(3);
    String one = run.seed(1).run().failures().get(0).program();
    assertEquals(one, run.seed(1).run().failures().get(0).program());
    assertFalse(one.equals(run.seed(2).run().failures().get(0).program()));
  }

  @Test
  void theListenerHearsOfEachCase() {
    ConformanceRun run = ConformanceRun.of(WRONG).only("B1.1", "B9.6");
    List<RuleOutcome> heard = new ArrayList<>();
    ConformanceReport report = run.run(heard::add);
    assertEquals(run.cases().count(), heard.size());
    assertEquals(heard, report.verdicts().stream().flatMap(v -> v.outcomes().stream()).toList());
  }

  @Test
  void theReportCountsRules() {
    ConformanceReport report = ConformanceRun.of(WRONG).only("B1.1", "B1.4", "B9.6").run();
    assertEquals("faulty: 1 rules passed, 1 failed, 1 skipped", report.toString());
    assertFalse(report.passed());
    assertEquals(
        List.of(Status.FAILED, Status.PASSED, Status.SKIPPED),
        report.verdicts().stream().map(RuleVerdict::status).toList());
    RuleVerdict failed = report.verdicts().get(0);
    assertTrue(failed.reason().contains("B1.1 gradient equals the closed form: "));
    assertTrue(failed.reason().contains(" (one of " + failed.failures().size() + " failures)"));
    assertEquals("", report.verdicts().get(1).reason());
    assertEquals(
        "the backend declares every order that operators need", report.verdicts().get(2).reason());
  }

  @Test
  void aFailureCarriesWhatAReportShows() {
    RuleOutcome.Failed failed =
        ConformanceRun.of(WRONG)
            .only("B1.19")
            .on("gradient of Rosenbrock's function")
            .run()
            .failures()
            .get(0);
    assertEquals("B1.19", failed.tried().rule().id());
    assertEquals(Level.REQUIRED, failed.tried().rule().level());
    assertEquals("an argument in parts", failed.tried().rule().title());
    assertEquals("gradient", failed.tried().operator());
    assertEquals("Rosenbrock's function", failed.tried().function());
    assertEquals("[-1.2, 1.0]", failed.point());
    assertEquals(Tensor.vector(-215.6, -88).toString(), failed.expected());
    assertEquals(
        "ConformanceRun.of(Backends.named(\"faulty\")).seed("
            + Settings.configured().seed()
            + "L).only(\"B1.19\").on(\"gradient of Rosenbrock's function\").run()",
        failed.program());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reverse",
        "reverse(batch=4)",
        "forward(batch=32, nested=off)",
        "mixed(forward=forward(batch=3), reverse=reverse(batch=32))",
        "secondOrder(forward, reverse)",
        "secondOrder(forward(batch=32), reverse(batch=4))"
      })
  void theProgramOfACaseAsksForTheBackendWithItsOptions(String spec) {
    assertEquals(
        "Backends.named(\"" + spec + "\")",
        programOf(Backends.named(spec)).split("[(]", 2)[1].split("[)][.]seed", 2)[0]);
  }

  @Test
  void aBackendThatDoesNotPrintItsOptionsIsAskedForByItsName() {
    assertTrue(programOf(WRONG).startsWith("ConformanceRun.of(Backends.named(\"faulty\")).seed("));
  }

  private static String programOf(Backend backend) {
    ConformanceRun run = ConformanceRun.of(backend).only("B1.1").on("x sin x");
    return run.cases().findFirst().orElseThrow().program();
  }

  @Test
  void theCasesOfARuleHaveNamesOfTheirOwn() {
    ConformanceRun run = ConformanceRun.of(Backends.named("reverse")).programs(2);
    for (Rule rule : run.rules()) {
      List<String> subjects = run.cases(rule).map(RuleCase::subject).toList();
      assertEquals(subjects.size(), new HashSet<>(subjects).size(), rule.toString());
    }
  }

  @Test
  void operatorsAreNamedAsInDerivatives() {
    Set<String> names =
        Arrays.stream(Derivatives.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    names.add("");
    assertEquals(
        Set.of(),
        ConformanceRun.of(WRONG)
            .cases()
            .map(RuleCase::operator)
            .filter(operator -> !names.contains(operator))
            .collect(Collectors.toSet()));
  }
}
