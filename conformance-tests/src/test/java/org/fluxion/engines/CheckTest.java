package org.fluxion.engines;

import static org.fluxion.Derivatives.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.fluxion.Backend;
import org.fluxion.CheckReport;
import org.fluxion.CheckReport.Entry;
import org.fluxion.CheckReport.Outcome;
import org.fluxion.CustomRule;
import org.fluxion.FixedParams;
import org.fluxion.FluxionException;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-check passes on what is right and names what is wrong. */
class CheckTest {
  private static final Tensor X = Tensor.vector(0.3, -0.4, 2);

  private record Line(Tensor w, Tensor b) {}

  private static Backend mixed() {
    return Engines.named("mixed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "reverse", "mixed", "finite"})
  void rightFunctionsPass(String spec) {
    Backend backend = Engines.named(spec);
    TensorFunction scalar = x -> x.sin().times(x).sum();
    assertPasses(check(backend, scalar, X), 9);
    assertPasses(check(backend, Tensor::tanh, X), 5);
    assertPasses(check(backend, FixedParams.of((x, p) -> x.times(p).exp().sum(), X), X), 9);
    assertPasses(
        check(
            backend,
            l -> l.w().matmul(l.b()).square().sum(),
            new Line(Tensor.eye(2), Tensor.ones(2))),
        9);
    assertPasses(check(backend, x -> x.times(3).sum(), X), 9);
  }

  private static void assertPasses(CheckReport report, int properties) {
    assertTrue(report.passed(), report.toString());
    assertEquals(properties, report.of(Outcome.OK).size(), report.toString());
    assertTrue(report.toString().startsWith("check passed\n  ok"), report.toString());
  }

  @Test
  void aNumberThatIsReadIsNoticedWithItsPlaceAndItsConsequence() {
    CheckReport report = check(mixed(), x -> x.times(x.sum().item()).sum(), X);
    List<Entry> noticed = report.of(Outcome.NOTICE);
    assertEquals(1, noticed.size(), report.toString());
    assertTrue(noticed.get(0).detail().contains("CheckTest.java:"), report.toString());
    assertFails(report, "pushforward is the slope of f", "central differences disagree");
  }

  @Test
  void aWrongPullbackIsNamed() {
    CustomRule wrong =
        CustomRule.of(
            "cube",
            a -> a[0].pow(3),
            (a, d) -> d[0].times(a[0].square()).times(3),
            (a, c) -> new Tensor[] {c.times(a[0].square()).times(2.99)});
    CheckReport report = check(mixed(), x -> wrong.apply(x).sum(), X);
    assertFails(report, "pullback is the transpose of pushforward", "by mixed, but");
    assertFails(report, "all orders of modes agree", "secondOrder(");
  }

  @Test
  void aWrongPushforwardIsNamed() {
    CustomRule wrong =
        CustomRule.of(
            "cube",
            a -> a[0].pow(3),
            (a, d) -> d[0].times(a[0].square()).times(2.99),
            (a, c) -> new Tensor[] {c.times(a[0].square()).times(3)});
    CheckReport report = check(mixed(), x -> wrong.apply(x), X);
    assertFails(report, "pushforward is the slope of f", "mixed and central differences");
    assertFails(report, "pushforward leaves a remainder of second order", "4 expected");
  }

  @Test
  void aFunctionThatIsNotPureIsNamed() {
    SplittableRandom random = new SplittableRandom(1);
    CheckReport report = check(mixed(), x -> x.times(random.nextDouble()).sum(), X);
    assertFails(report, "f gives the same value twice", "f is not pure");
  }

  private static void assertFails(CheckReport report, String property, String detail) {
    assertFalse(report.passed());
    assertTrue(
        report.of(Outcome.FAILED).stream()
            .anyMatch(e -> e.property().equals(property) && e.detail().contains(detail)),
        report.toString());
  }

  @Test
  void missingArgumentsAreRefused() {
    assertEquals(
        "check: f is null",
        assertThrows(FluxionException.class, () -> check(mixed(), null, X)).getMessage());
  }
}
