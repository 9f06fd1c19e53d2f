package org.fluxion.layers;

import org.fluxion.tensor.Tensor;

/** The layer that does nothing: y = x, for an input of any shape. */
public record NoOp() implements Stateless {
  /** {@return x itself} */
  @Override
  public Tensor apply(Tensor x) {
    return x;
  }
}
