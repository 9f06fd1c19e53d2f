package org.fluxion.spi;

import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A backend's derivative of a function with one result, as the derivative of a primitive. */
record LinearizedOnce(Linearization linearization, Tensor[] operands) implements Differential {
  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor[] filled = new Tensor[tangents.length];
    boolean any = false;
    for (int i = 0; i < filled.length; i++) {
      Tensor tangent = tangents[i];
      any |= tangent != null;
      filled[i] = tangent == null ? Tensor.zeros(operands[i].shape()) : tangent;
    }
    return any ? linearization.pushforward(filled)[0] : null;
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
