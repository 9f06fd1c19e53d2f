package org.fluxion.layers.training;

import java.util.List;
import org.fluxion.Parameters;
import org.fluxion.ValueAndGradient;
import org.fluxion.layers.LayerCall;
import org.fluxion.layers.Observed;
import org.fluxion.spi.TensorStructure;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Says where numbers that are not finite came from. */
final class Divergence {
  private @Nullable String origin;

  private Divergence() {}

  /**
   * Fails if the loss or its gradient is not finite.
   *
   * @param at where the step began
   * @param before the state there
   */
  static <B> void check(
      ValueAndGradient<Parameters> at, TrainState before, LossFunction<B> loss, B batch) {
    double value = at.value().item();
    if (!Double.isFinite(value)) {
      throw new DivergenceException(title(value, before) + "; " + origin(before, loss, batch));
    }
    String parameter = firstNonFinite(at.gradient());
    if (parameter != null) {
      throw new DivergenceException(
          title(value, before) + ", but its gradient by " + parameter + " is not finite");
    }
  }

  private static String title(double loss, TrainState before) {
    return "training: in step " + (before.step() + 1) + " the loss is " + loss;
  }

  /** {@return in which layer such a number appeared first, found by evaluating the loss again} */
  private static <B> String origin(TrainState before, LossFunction<B> loss, B batch) {
    String parameter = firstNonFinite(before.ps());
    if (parameter != null) {
      return "the parameter " + parameter + " was not finite before";
    }
    Divergence search = new Divergence();
    loss.apply(new Observed(before.model(), search::look), before.ps(), before.st(), batch);
    return search.origin == null
        ? "the outputs of all layers are finite, so it comes from what the loss does with them"
        : search.origin;
  }

  /** Layers are seen after those inside them, so the first one found is the innermost. */
  private void look(LayerCall call) {
    if (origin != null) {
      return;
    }
    String path = call.path().isEmpty() ? "the model" : call.path();
    String layer = path + " (" + call.layer().getClass().getSimpleName() + ")";
    if (!isFinite(call.x())) {
      origin = "the input of " + layer + " is not finite already";
    } else if (!isFinite(call.applied().y())) {
      origin = "it appeared first in the output of " + layer;
    }
  }

  /** {@return the path of the first tensor with an element that is not finite, null if none has} */
  private static @Nullable String firstNonFinite(TensorStructure structure) {
    List<Tensor> tensors = structure.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      if (!isFinite(tensors.get(i))) {
        return structure.paths().get(i);
      }
    }
    return null;
  }

  private static boolean isFinite(Tensor tensor) {
    for (double element : tensor.toArray()) {
      if (!Double.isFinite(element)) {
        return false;
      }
    }
    return true;
  }
}
