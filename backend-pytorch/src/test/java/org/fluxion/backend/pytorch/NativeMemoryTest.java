package org.fluxion.backend.pytorch;

import static org.fluxion.Derivatives.hvp;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.fluxion.Backend;
import org.fluxion.TensorFunction;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What libtorch takes is freed when a sweep ends, and not when Java happens to collect garbage. */
class NativeMemoryTest {
  private static final Backend PYTORCH = new PytorchBackend(1);
  private static final Path STATUS = Path.of("/proc/self/status");

  /** Heap that the JVM touches for the first time counts as well. */
  private static final long ROOM_IN_KB = 48_000;

  /** Vectors of 8 kB: a graph of theirs that is kept shows within some hundred calls. */
  private static final Tensor X = Tensor.ones(1000).times(0.3);

  /** Some operations by libtorch's own derivatives, some by stated ones. */
  private static final TensorFunction F = x -> x.tanh().times(x.exp()).plus(x.sigmoid()).sum();

  @BeforeEach
  void theSystemTellsWhatIsResident() {
    assumeTrue(Files.exists(STATUS), "needs " + STATUS);
  }

  @Test
  void tenThousandSecondOrderCallsLeaveTheResidentSizeAsItWas() throws IOException {
    calls(2000);
    long before = resident();
    calls(10_000);
    long after = resident();
    System.out.println("resident: " + before + " kB, after 10,000 calls of hvp " + after + " kB");
    assertTrue(after - before < ROOM_IN_KB, before + " kB became " + after + " kB");
  }

  private static void calls(int count) {
    for (int i = 0; i < count; i++) {
      hvp(PYTORCH, F, X, X);
    }
  }

  @Test
  void aSweepLeavesNothingAndADerivativeNeverAskedForIsFreedWithItsObject() throws Exception {
    MultiFunction f = at -> new Tensor[] {F.apply(at[0])};
    System.gc();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      PYTORCH.linearize(f, X).pullback(Tensor.scalar(1));
    }
    assertTrue(Pointer.totalCount() <= before, "native objects are left after a sweep");
    for (int i = 0; i < 20; i++) {
      PYTORCH.linearize(f, X);
    }
    for (int i = 0; i < 200 && Pointer.totalCount() > before; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertTrue(
        Pointer.totalCount() <= before, (Pointer.totalCount() - before) + " native objects left");
  }

  /** {@return the memory of this process that is in use, in kB} */
  private static long resident() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
