package org.fluxion.layers.training;

import static org.fluxion.Derivatives.prepareGradient;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.FluxionException;
import org.fluxion.Parameters;
import org.fluxion.Partition;
import org.fluxion.PreparedGradientWithParams;
import org.fluxion.ShapeMismatchException;
import org.fluxion.ValueAndGradient;
import org.fluxion.ValueGradientAndAux;
import org.fluxion.WithAux;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The gradient by a program that is recorded in the first step of a training, with parameters and
 * batch as its arguments. For one training in one thread.
 *
 * <p>A batch of other shapes than the first, such as a shorter one at the end of the samples, has
 * its gradient unprepared.
 */
final class PreparedLossGradient<B> implements LossGradient<B> {
  private final Backend backend;
  private final LossFunction<B> loss;
  private final LossGradient<B> unprepared;
  private @Nullable PreparedGradientWithParams<Parameters, B> prepared;

  PreparedLossGradient(Backend backend, LossFunction<B> loss) {
    this.backend = backend;
    this.loss = loss;
    unprepared = LossGradient.unprepared(backend, loss);
  }

  @Override
  public ValueGradientAndAux<Parameters, State> at(
      TrainState before, Partition parts, Parameters trainable, B batch) {
    PreparedGradientWithParams<Parameters, B> known = prepared;
    if (known == null) {
      known =
          prepareGradient(
              backend, (Parameters ps, B b) -> loss(before, parts.union(ps), b), trainable, batch);
      prepared = known;
    }
    try {
      ValueAndGradient<Parameters> both = known.withValueAt(trainable, batch);
      return new ValueGradientAndAux<>(both.value(), both.gradient(), before.st());
    } catch (ShapeMismatchException otherBatch) {
      // Refused before any work; where the loss itself does not fit, this says so again.
      return unprepared.at(before, parts, trainable, batch);
    }
  }

  private Tensor loss(TrainState start, Parameters ps, B batch) {
    WithAux<State> both = loss.apply(start.model(), ps, start.st(), batch);
    if (!isSame(start.st().tensors(), both.aux().tensors())) {
      throw new FluxionException(
          "Trainer.prepared: the loss gives the model another state, which a recorded program would"
              + " not see; train without prepared()");
    }
    return both.value();
  }

  /** The very tensors, since others may be watched and have no elements to compare. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(List<Tensor> before, List<Tensor> after) {
    boolean same = before.size() == after.size();
    for (int i = 0; same && i < before.size(); i++) {
      same = before.get(i) == after.get(i);
    }
    return same;
  }
}
