package org.fluxion.backend.hipparchus;

import java.util.Arrays;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The derivative at a point by sweeps: the function is called once for each chunk of tangents. */
final class HipparchusLinearization implements Linearization {
  private final MultiFunction f;
  private final Tensor[] at;
  private final int chunk;
  private volatile Tensor @Nullable [] values;

  HipparchusLinearization(MultiFunction f, Tensor[] at, int chunk) {
    this.f = f;
    this.at = at;
    this.chunk = chunk;
  }

  @Override
  public Tensor[] values() {
    Tensor[] known = values;
    if (known == null) {
      known = f.apply(at.clone());
      values = known;
    }
    return known.clone();
  }

  @Override
  public Tensor[] pushforward(Tensor... tangents) {
    return Chunks.first(pushforwardBatch(Chunks.ofOne(tangents)));
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    return Chunks.of(chunk, this::sweep, tangents);
  }

  private Tensor[] sweep(Tensor... tangents) {
    int rows = tangents[0].shape().get(0);
    try (Levels<?, ?> levels = Levels.first(rows)) {
      Tensor[] inputs = new Tensor[at.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] =
            tangents[i].isKnownZero() ? at[i] : levels.watch(at[i], Chunks.rows(tangents[i]));
      }
      Tensor[] results = f.apply(inputs);
      Tensor[] primals = new Tensor[results.length];
      Tensor[] pushed = new Tensor[results.length];
      for (int i = 0; i < results.length; i++) {
        Tensor result = results[i];
        primals[i] = levels.primal(result);
        Tensor[] along = new Tensor[rows];
        Arrays.setAll(along, row -> levels.tangent(result, row));
        pushed[i] = Tensor.stack(0, along);
      }
      values = primals;
      return pushed;
    }
  }

  @Override
  public String toString() {
    return "hipparchus linearization at " + Arrays.toString(at);
  }
}
