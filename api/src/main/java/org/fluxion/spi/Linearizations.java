package org.fluxion.spi;

import java.util.Arrays;
import org.fluxion.Backend;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;

/** What every user of {@link Backend#linearize} needs: both directions, and gradients. */
public final class Linearizations {
  private Linearizations() {}

  /**
   * {@return the derivative at a point with both directions; one is derived where it is not native}
   */
  public static Linearization complete(Backend backend, MultiFunction f, Tensor... at) {
    return complete(backend, backend.linearize(f, at), at);
  }

  /** {@return the given derivative with both directions} */
  public static Linearization complete(Backend backend, Linearization given, Tensor... at) {
    Capabilities capabilities = backend.capabilities();
    if (capabilities.directions().size() == 2) {
      return given;
    }
    return capabilities.directions().contains(Direction.FORWARD)
        ? new DerivedPullback(given, shapes(at), capabilities.batch())
        : new DerivedPushforward(given, shapes(at), capabilities.batch());
  }

  /**
   * {@return value and gradient of a scalar function as a function: its results are the value, then
   * the gradient for each input}
   */
  public static MultiFunction valueAndGradient(Backend backend, MultiFunction f) {
    return at -> {
      Linearization linearization = complete(backend, f, at);
      Tensor[] gradient = linearization.pullback(Tensor.scalar(1));
      Tensor[] all = new Tensor[gradient.length + 1];
      all[0] = linearization.values()[0];
      System.arraycopy(gradient, 0, all, 1, gradient.length);
      return all;
    };
  }

  /**
   * {@return a derivative with both directions as the derivative of a primitive}
   *
   * @param linearization of a function with one result
   * @param operands the point
   */
  public static Differential differential(Linearization linearization, Tensor... operands) {
    return new LinearizedOnce(linearization, operands);
  }

  private static Shape[] shapes(Tensor[] tensors) {
    return Arrays.stream(tensors).map(Tensor::shape).toArray(Shape[]::new);
  }
}
