package org.fluxion.backend.forward;

import java.util.Arrays;
import org.fluxion.interpreters.Batching;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The derivative at a point by forward sweeps: the function is called once for each, with dual
 * values.
 *
 * <p>Many tangents go through one sweep under the batching interpreter. It lies outside the duals,
 * so that the primals are computed once and only the tangents carry the batch axis.
 */
final class ForwardLinearization implements Linearization {
  private final MultiFunction f;
  private final Tensor[] at;
  private volatile Tensor @Nullable [] values;

  ForwardLinearization(MultiFunction f, Tensor[] at) {
    this.f = f;
    this.at = at;
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
    try (Duals duals = new Duals()) {
      Tensor[] inputs = new Tensor[at.length];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = tangents[i].isKnownZero() ? at[i] : duals.watch(at[i], tangents[i]);
      }
      Tensor[] results = f.apply(inputs);
      Tensor[] primals = new Tensor[results.length];
      Tensor[] pushed = new Tensor[results.length];
      for (int i = 0; i < results.length; i++) {
        primals[i] = duals.primal(results[i]);
        pushed[i] = duals.tangent(results[i]);
      }
      values = primals;
      return pushed;
    }
  }

  @Override
  public Tensor[] pushforwardBatch(Tensor... tangents) {
    int rows = tangents[0].shape().get(0);
    try (Batching batching = new Batching(rows)) {
      Tensor[] entered = new Tensor[tangents.length];
      for (int i = 0; i < entered.length; i++) {
        entered[i] =
            tangents[i].isKnownZero() ? Tensor.zeros(at[i].shape()) : batching.enter(tangents[i]);
      }
      Tensor[] pushed = pushforward(entered);
      for (int i = 0; i < pushed.length; i++) {
        pushed[i] = batching.leave(pushed[i]);
      }
      return pushed;
    }
  }

  @Override
  public String toString() {
    return "forward linearization at " + Arrays.toString(at);
  }
}
