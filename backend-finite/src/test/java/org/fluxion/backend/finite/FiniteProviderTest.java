package org.fluxion.backend.finite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.ServiceLoader;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.InvalidSpecException;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiniteProviderTest {
  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(BackendProvider.class).stream()
            .anyMatch(provider -> provider.type() == FiniteProvider.class));
    assertEquals("finite", new FiniteProvider().name());
    assertEquals("finite", Finite.with().name());
  }

  @Test
  void declaresBothDirectionsTheSecondOrderAndNesting() {
    Capabilities capabilities = Finite.with().capabilities();
    assertEquals(EnumSet.allOf(Direction.class), capabilities.directions());
    assertEquals(2, capabilities.highestOrder());
    assertTrue(capabilities.traced());
    assertEquals(1, capabilities.batch());
  }

  /** A thousand times hᵖ + ε/h, by a calculator. */
  @ParameterizedTest
  @CsvSource({
    "central, , 7.3335e-8",
    "forward, , 2.9802e-5",
    "backward, , 2.9802e-5",
    "central, 1e-4, 1.0002e-5",
    "forward, 1e-6, 1.0002e-3",
  })
  void declaresTheAccuracyOfItsSteps(String kind, String step, double accuracy) {
    Backend backend =
        step == null ? Finite.with("kind", kind) : Finite.with("kind", kind, "step", step);
    assertEquals(accuracy, backend.capabilities().accuracy(), 1e-4 * accuracy);
  }

  @Test
  void saysWhatItIs() {
    assertEquals("finite(kind=central)", Finite.with().toString());
    assertEquals(
        "finite(kind=forward, step=1.0E-6)",
        Finite.with("kind", "forward", "step", "1e-6").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity"})
  void refusesAStepThatLeadsNowhere(String step) {
    assertEquals(
        "finite(step="
            + step
            + "): the step must be a positive finite number, such as 1e-6; leave it out for steps"
            + " that suit each coordinate",
        assertThrows(InvalidSpecException.class, () -> Finite.with("step", step)).getMessage());
  }

  @Test
  void refusesAStepThatIsNoNumber() {
    String message =
        assertThrows(InvalidSpecException.class, () -> Backends.named("finite(step=abc)"))
            .getMessage();
    assertTrue(message.contains("finite: option step needs a number"), message);
  }

  @Test
  void refusesAKindThatThereIsNot() {
    assertEquals(
        "finite(kind=foo): there is no such kind; choose one of central, forward, backward",
        assertThrows(InvalidSpecException.class, () -> Finite.with("kind", "foo")).getMessage());
  }
}
