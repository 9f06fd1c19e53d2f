package org.fluxion.backend.hipparchus;

import static org.fluxion.Derivatives.gradient;
import static org.fluxion.Derivatives.hessian;
import static org.fluxion.Derivatives.hvp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxion.Backends;
import org.fluxion.InvalidSpecException;
import org.fluxion.TensorFunction;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class HipparchusProviderTest {
  private static final String PROPERTY = "fluxion.backend";

  @Test
  void oneLineOfConfigurationTakesIt() {
    System.setProperty(PROPERTY, "hipparchus");
    try {
      assertEquals("hipparchus(chunk=16)", Backends.configured().toString());
      Tensor x = Tensor.vector(1, 2);
      assertEquals(x.times(2), gradient(Backends.configured(), y -> y.square().sum(), x));
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  @Test
  void saysWhatItCanDo() {
    Capabilities capabilities = Backends.named("hipparchus").capabilities();
    assertEquals(Set.of(Direction.FORWARD), capabilities.directions());
    assertEquals(Capabilities.ANY_ORDER, capabilities.highestOrder());
    assertEquals(0, capabilities.accuracy());
    assertEquals(16, capabilities.batch());
    assertTrue(capabilities.traced());
  }

  @Test
  void theChunkIsHowManyDirectionsOneSweepCarries() {
    Tensor x = Tensor.ones(10);
    assertEquals(3, calls(f -> gradient(Backends.named("hipparchus(chunk=4)"), f, x)));
    assertEquals(10, calls(f -> gradient(Backends.named("hipparchus(chunk=1)"), f, x)));
    assertEquals(1, calls(f -> gradient(Backends.named("hipparchus"), f, x)));
    assertEquals(3, calls(f -> hvp(Backends.named("hipparchus(chunk=4)"), f, x, x)));
    assertEquals(9, calls(f -> hessian(Backends.named("hipparchus(chunk=4)"), f, x)));
  }

  @Test
  void theChunkIsAPositiveWholeNumber() {
    InvalidSpecException error =
        assertThrows(InvalidSpecException.class, () -> Backends.named("hipparchus(chunk=0)"));
    assertEquals(
        "hipparchus: option chunk needs a whole number, at least 1",
        String.valueOf(error.getMessage()).lines().findFirst().orElseThrow());
  }

  /** Takes a derivative of a function that counts its calls. */
  @FunctionalInterface
  private interface Operator {
    Tensor of(TensorFunction f);
  }

  private static int calls(Operator operator) {
    AtomicInteger calls = new AtomicInteger();
    operator.of(
        x -> {
          calls.incrementAndGet();
          return x.pow(3).sum();
        });
    return calls.get();
  }
}
