package org.fluxion.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
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

  @Test
  void theNestedRuleTakesFewerMultiplyAddsThanForwardModeAndFiniteDifferences() {
    WayMeasurement quick = new WayMeasurement(Duration.ZERO, Duration.ZERO);
    List<WayReport> reports =
        Way.all(reference.loss()).stream().map(way -> quick.measure(way, reference)).toList();
    long rule = reports.get(0).multiplyAdds();
    // A sample takes 1·12 + 12·12 + 12·12 + 12·1 multiply-adds; a gradient cannot do with fewer.
    assertTrue(rule > 16 * 312, "multiply-adds: " + rule);
    assertEquals(rule, reports.get(1).multiplyAdds());
    assertTrue(
        reports.get(5).multiplyAdds() > 10 * rule, "forward over forward: " + reports.get(5));
    assertTrue(reports.get(6).multiplyAdds() > 10 * rule, "finite differences: " + reports.get(6));
    for (WayReport report : reports) {
      assertTrue(report.microseconds() > 0 && report.bytes() > 0, report.toString());
    }
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
