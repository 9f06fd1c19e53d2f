package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxion.ValueAndGradient;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WayTest {
  private final LuxReference reference = LuxReference.load();

  @Test
  void allWaysAreThere() {
    assertEquals(
        List.of(
            "nested rule on StatefulLayer",
            "nested rule on FixedParams",
            "nested rule, forward over reverse",
            "nested rule, recompute",
            "nested rule, reverse over forward",
            "reverse over reverse",
            "reverse over forward",
            "forward over reverse",
            "forward over forward",
            "finite differences"),
        Way.all(reference.loss()).stream().map(Way::how).toList());
  }

  @TestFactory
  Stream<DynamicTest> exactWaysGiveValueAndEveryGradientEntryOfTheFile() {
    return Way.all(reference.loss()).stream()
        .filter(Way::exact)
        .map(way -> DynamicTest.dynamicTest(way.how(), () -> assertClose(way, 1e-10)));
  }

  @Test
  void finiteDifferencesAreCloseInEveryEntry() {
    List<Way> inexact = Way.all(reference.loss()).stream().filter(w -> !w.exact()).toList();
    assertEquals(1, inexact.size());
    // Central differences lose a third of the digits.
    assertClose(inexact.get(0), 1e-6);
  }

  @Test
  void theErrorIsThatOfTheWorstEntryWhereverItIs() {
    Arguments exact = reference.gradient();
    assertEquals(0, errorOf(reference.value(), exact));
    assertEquals(1e-3, errorOf(reference.value() * 1.001, exact), 1e-12);
    Tensor factor = Tensor.ones(16, 1).plus(Tensor.eye(16).slice(1, 5, 6).times(2e-3));
    assertEquals(
        2e-3,
        errorOf(reference.value(), new Arguments(exact.t().times(factor), exact.ps())),
        1e-12);
    Tensor bias = exact.ps().tensor("layer_4.bias");
    Arguments last = new Arguments(exact.t(), exact.ps().with("layer_4.bias", bias.times(0.997)));
    assertEquals(3e-3, errorOf(reference.value(), last), 1e-12);
    assertTrue(Double.isNaN(errorOf(Double.NaN, exact)));
  }

  /** Products of the two inner layers count 144 a sample, of the outer ones 12: 312 in one pass. */
  @Test
  void multiplyAddsOfEachWayAreWhatItsFormulaTakes() {
    WayMeasurement quick = new WayMeasurement(Duration.ZERO, Duration.ZERO);
    Map<String, Long> counts = new HashMap<>();
    for (Way way : Way.all(reference.loss())) {
      WayReport report = quick.measure(way, reference);
      counts.put(report.how(), report.multiplyAdds());
      assertTrue(report.microseconds() > 0 && report.bytes() > 0, report.toString());
    }
    long pass = 16 * 312;
    long plain = 3 * pass - 16 * 12; // forward, and back to inputs and weights, but not to t
    long rule = counts.get("nested rule on StatefulLayer");
    assertEquals(6 * pass, rule, "two passes for the value, twice as many to pull back");
    assertEquals(rule, counts.get("nested rule on FixedParams"));
    assertEquals(rule, counts.get("reverse over reverse"));
    assertTrue(rule <= 2.05 * plain, "on: " + rule + " to " + plain);
    assertTrue(counts.get("nested rule, forward over reverse") <= 2.4 * plain, counts.toString());
    assertTrue(counts.get("nested rule, reverse over forward") <= 2.75 * plain, counts.toString());
    assertTrue(counts.get("nested rule, recompute") <= 3.1 * plain, counts.toString());
    assertTrue(counts.get("forward over forward") > 10 * rule, counts.toString());
    assertTrue(counts.get("finite differences") > 10 * rule, counts.toString());
  }

  private double errorOf(double value, Arguments gradient) {
    return WayMeasurement.relativeError(
        new ValueAndGradient<>(Tensor.scalar(value), gradient), reference);
  }

  private void assertClose(Way way, double tolerance) {
    ValueAndGradient<Arguments> got = way.at(reference.at());
    assertEquals(8.645627432351766, got.value().item(), tolerance * 8.6);
    double error = WayMeasurement.relativeError(got, reference);
    assertTrue(error <= tolerance, () -> way.how() + ": relative error " + error);
  }
}
