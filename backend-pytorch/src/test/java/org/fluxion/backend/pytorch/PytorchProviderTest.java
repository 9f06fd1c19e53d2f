package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.gradient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;
import org.fluxion.Backends;
import org.fluxion.InvalidSpecException;
import org.fluxion.TensorFunction;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PytorchProviderTest {
  private static final String PROPERTY = "fluxion.backend";

  @Test
  void oneLineOfConfigurationTakesIt() {
    System.setProperty(PROPERTY, "pytorch");
    try {
      assertEquals("pytorch(threads=1)", Backends.configured().toString());
      Tensor x = Tensor.vector(1, 2);
      assertEquals(x.times(2), gradient(Backends.configured(), y -> y.square().sum(), x));
    } finally {
      System.clearProperty(PROPERTY);
    }
  }

  @Test
  void saysWhatItCanDo() {
    Capabilities capabilities = Backends.named("pytorch").capabilities();
    assertEquals(Set.of(Direction.FORWARD, Direction.REVERSE), capabilities.directions());
    assertEquals(Capabilities.ANY_ORDER, capabilities.highestOrder());
    assertEquals(0, capabilities.accuracy());
    assertTrue(capabilities.records());
    assertTrue(capabilities.traced());
    assertEquals(Set.of(), capabilities.unsupported());
  }

  @Test
  void libtorchTakesAsManyThreadsAsAreAskedForInEveryThread() throws InterruptedException {
    assertEquals(1, threadsWithin("pytorch"));
    assertEquals(2, threadsWithin("pytorch(threads=2)"));
    assertEquals(1, threadsWithin("pytorch"));
    AtomicInteger elsewhere = new AtomicInteger();
    Thread other = new Thread(() -> elsewhere.set(threadsWithin("pytorch")));
    other.start();
    other.join();
    assertEquals(1, elsewhere.get());
  }

  private static int threadsWithin(String backend) {
    AtomicInteger seen = new AtomicInteger();
    TensorFunction f =
        x -> {
          assertEquals(torch.get_num_threads(), openblas_full.openblas_get_num_threads());
          seen.set(torch.get_num_threads());
          return x.square().sum();
        };
    gradient(Backends.named(backend), f, Tensor.vector(1, 2));
    return seen.get();
  }

  @Test
  void theNumberOfThreadsIsAPositiveWholeNumber() {
    InvalidSpecException error =
        assertThrows(InvalidSpecException.class, () -> Backends.named("pytorch(threads=0)"));
    assertEquals(
        "pytorch: option threads needs a whole number, at least 1",
        String.valueOf(error.getMessage()).lines().findFirst().orElseThrow());
  }
}
