package org.fluxion.backend.pytorch;

import org.fluxion.Backend;
import org.fluxion.spi.BackendProvider;
import org.fluxion.spi.Options;

/**
 * Provides {@code pytorch}: reverse mode by libtorch, PyTorch's engine, in this JVM; with the
 * option {@code threads}: how many threads one of its operations may take, 1 if nothing else is
 * asked for.
 *
 * <p>All numbers are float64. Functions run under libtorch's autograd once, and may apply any
 * primitive: what libtorch lacks runs in Java, and what its formulas do not cover (a slope that
 * cancels, a convention of docs/conventions.md) has the derivative that the primitive states, as a
 * node of libtorch's graph. Native memory is freed when a sweep ends; a further sweep of the same
 * derivative builds the graph anew, without calling the function.
 *
 * <p>Inside another derivative of its own it becomes a part of that one's graph; inside those of
 * other engines it is a primitive, whose derivative is libtorch's again. So it nests with all of
 * them, to any order.
 */
public final class PytorchProvider implements BackendProvider {
  /** For the service loader. */
  public PytorchProvider() {}

  @Override
  public String name() {
    return PytorchBackend.NAME;
  }

  @Override
  public Backend create(Options options) {
    int threads = options.integer("threads", 1, 1);
    NativeLibrary.load();
    return new PytorchBackend(threads);
  }
}
