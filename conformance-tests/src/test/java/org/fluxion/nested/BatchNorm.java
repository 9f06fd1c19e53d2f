package org.fluxion.nested;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.fluxion.Parameters;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/**
 * Batch normalisation by the average of the batch's statistics and the running ones, so that the
 * output shows which state was seen.
 *
 * @param features the length of the last axis
 */
record BatchNorm(int features) implements Layer {
  @Override
  public Parameters initialParameters(RandomGenerator rng) {
    return Parameters.of(
        Map.of("scale", Tensor.full(1.5, features), "shift", Tensor.full(0.1, features)));
  }

  @Override
  public State initialState(RandomGenerator rng) {
    return State.of(Map.of("mean", Tensor.zeros(features), "variance", Tensor.ones(features)));
  }

  @Override
  public Applied apply(Tensor x, Parameters ps, State st) {
    Tensor batchMean = x.mean(0);
    Tensor batchVariance = x.minus(batchMean).square().mean(0);
    Tensor mean = average(st.tensor("mean"), batchMean);
    Tensor variance = average(st.tensor("variance"), batchVariance);
    Tensor y = x.minus(mean).div(variance.plus(1e-5).sqrt());
    return new Applied(
        y.times(ps.tensor("scale")).plus(ps.tensor("shift")),
        st.with("mean", mean).with("variance", variance));
  }

  private static Tensor average(Tensor running, Tensor ofBatch) {
    return running.plus(ofBatch).times(0.5);
  }
}
