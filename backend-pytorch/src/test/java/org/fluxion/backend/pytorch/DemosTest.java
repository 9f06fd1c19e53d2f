package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.valueAndGradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.ValueAndGradient;
import org.fluxion.examples.Arguments;
import org.fluxion.examples.DemoListener;
import org.fluxion.examples.LuxReference;
import org.fluxion.examples.NestedLossDemo;
import org.fluxion.examples.TrainingReport;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nested loss, and the network that is trained on it, by one line of configuration. */
class DemosTest {
  private static final String PROPERTY = "fluxion.backend";

  @BeforeEach
  void configure() {
    System.setProperty(PROPERTY, "pytorch");
  }

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  /** Once by the nested rule, and once by libtorch alone: a gradient of its own gradient. */
  @ParameterizedTest
  @ValueSource(strings = {"pytorch", "pytorch(nested=off)"})
  void theNestedLossHasTheValueAndTheGradientOfTheReference(String inner) {
    LuxReference reference = LuxReference.load();
    Backend own = Backends.named(inner);
    ValueAndGradient<Arguments> got =
        valueAndGradient(
            Backends.configured(),
            reference.loss().of(own, reference.loss()::stateful),
            reference.at());
    assertEquals(reference.value(), got.value().item(), 1e-10 * reference.value());
    assertClose(reference.gradient().t(), got.gradient().t());
    assertClose(reference.gradient().ps().flatten(), got.gradient().ps().flatten());
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    double error = expected.minus(actual).norm().item() / expected.norm().item();
    assertTrue(error < 1e-10, "relative error " + error);
  }

  @Test
  void theNetworkOfTheDemoLearns(@TempDir Path folder) {
    TrainingReport report =
        new NestedLossDemo(Backends.configured()).train(folder, 100, 0, new Silent());
    // It starts at 8.6456.
    assertTrue(report.loss() < 8.6e-3, "loss " + report.loss());
  }

  /** Hears of progress and does nothing about it. */
  private static final class Silent implements DemoListener {
    @Override
    public void measuring(int done, int total, String part) {}

    @Override
    public void training(int steps, double loss) {}
  }
}
