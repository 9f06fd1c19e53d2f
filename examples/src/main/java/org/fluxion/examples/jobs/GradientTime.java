package org.fluxion.examples.jobs;

import static org.fluxion.Derivatives.prepareGradient;
import static org.fluxion.Derivatives.valueAndGradient;

import java.util.Arrays;
import java.util.function.Supplier;
import org.fluxion.Backend;
import org.fluxion.Parameters;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ValueAndGradient;
import org.fluxion.WithParams;
import org.fluxion.layers.StatefulLayer;
import org.fluxion.layers.training.TrainState;
import org.fluxion.tensor.Tensor;

/**
 * How long loss and gradient of one batch take by one backend: an impression, not a benchmark.
 *
 * @param backend its name
 * @param prepared milliseconds with a recorded program, the median of some calls
 * @param unprepared milliseconds without
 * @param largestDifference the largest |difference| of this gradient to that of the backend trained
 *     with, relative to the largest element of that
 */
public record GradientTime(
    String backend, double prepared, double unprepared, double largestDifference) {
  private static final int WARM_UP = 20;
  private static final int CALLS = 25;

  static <B> GradientTime of(Job<B> job, Backend backend, TrainState at, B batch, Tensor gradient) {
    WithParams<Parameters, B> loss =
        (ps, b) -> job.loss(backend, new StatefulLayer(at.model(), ps, at.st()), b);
    PreparedGradientWithParams<Parameters, B> plan = prepareGradient(backend, loss, at.ps(), batch);
    Supplier<ValueAndGradient<Parameters>> prepared = () -> plan.withValueAt(at.ps(), batch);
    Supplier<ValueAndGradient<Parameters>> unprepared =
        () -> valueAndGradient(backend, (Parameters ps) -> loss.apply(ps, batch), at.ps());
    Tensor difference = prepared.get().gradient().flatten().minus(gradient).abs().max();
    return new GradientTime(
        backend.name(),
        median(prepared),
        median(unprepared),
        difference.div(gradient.abs().max()).item());
  }

  @SuppressWarnings("ReturnValueIgnored") // only the time is wanted
  private static double median(Supplier<?> call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.get();
    }
    double[] milliseconds = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      call.get();
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    return milliseconds[CALLS / 2];
  }
}
