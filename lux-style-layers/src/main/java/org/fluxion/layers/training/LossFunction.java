package org.fluxion.layers.training;

import java.util.function.BinaryOperator;
import org.fluxion.Parameters;
import org.fluxion.WithAux;
import org.fluxion.layers.Applied;
import org.fluxion.layers.Layer;
import org.fluxion.layers.State;
import org.fluxion.tensor.Tensor;

/**
 * What training makes smaller: a scalar made of a model and a batch of data.
 *
 * <p>Meant to be implemented, as a lambda: {@code (model, ps, st, batch) -> new WithAux<>(loss,
 * newState)}. It is pure, and may have derivatives of the model inside.
 *
 * @param <B> what a batch is
 */
@FunctionalInterface
public interface LossFunction<B> {
  /** {@return the loss, and the state of the model for the next step} */
  WithAux<State> apply(Layer model, Parameters ps, State st, B batch);

  /**
   * {@return the loss of what the model predicts for x against y}
   *
   * @param loss of predictions, then targets, as in {@code Losses::mse}
   */
  static LossFunction<Samples> supervised(BinaryOperator<Tensor> loss) {
    Checked.given("LossFunction.supervised", "loss", loss);
    return (model, ps, st, batch) -> {
      Applied applied = model.apply(batch.x(), ps, st);
      return new WithAux<>(loss.apply(applied.y(), batch.y()), applied.st());
    };
  }
}
