package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** A linear primitive as its own derivative. */
record LinearDifferential(Linear primitive, Shape[] shapes) implements Differential {
  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    for (Tensor tangent : tangents) {
      if (tangent != null) {
        return primitive.push(tangents, shapes);
      }
    }
    return null;
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    return primitive.adjoints(cotangent, wanted, shapes);
  }
}
