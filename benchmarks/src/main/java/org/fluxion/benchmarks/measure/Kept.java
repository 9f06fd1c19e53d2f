package org.fluxion.benchmarks.measure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work whose result stays in a field until the next. */
final class Kept implements Work {
  private final Supplier<?> computation;
  private @Nullable Object last;

  Kept(Supplier<?> computation) {
    this.computation = computation;
  }

  @Override
  public double run() {
    Object result = computation.get();
    double changed = result == last ? 0 : 1;
    last = result;
    return changed;
  }
}
