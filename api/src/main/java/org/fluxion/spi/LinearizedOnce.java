package org.fluxion.spi;

import java.util.Arrays;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A backend's derivative of a function with one result, as the derivative of a primitive. */
record LinearizedOnce(Linearization linearization, Tensor[] operands) implements Differential {
  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Shape[] shapes = Arrays.stream(operands).map(Tensor::shape).toArray(Shape[]::new);
    Tensor[] filled = Differential.filled(tangents, shapes);
    return filled == null ? null : linearization.pushforward(filled)[0];
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    @Nullable Tensor[] all = linearization.pullback(cotangent);
    for (int i = 0; i < all.length; i++) {
      all[i] = wanted[i] ? all[i] : null;
    }
    return all;
  }
}
