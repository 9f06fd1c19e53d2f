package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A diagonal derivative: each partial derivative scales its tangent or cotangent, zeros being
 * strong.
 *
 * <p>The partial derivatives are formed when they are needed, so that a sweep that never comes here
 * pays nothing and the tape holds nothing but operands and result.
 */
record ElementwiseDifferential(Elementwise primitive, Tensor[] operands, Tensor result)
    implements Differential {
  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor sum = null;
    for (int i = 0; i < tangents.length; i++) {
      Tensor tangent = tangents[i];
      if (tangent == null) {
        continue;
      }
      Tensor partial = primitive.partial(i, operands, result);
      if (partial != null) {
        Tensor term = Scale.INSTANCE.apply(partial, tangent);
        sum = sum == null ? term : sum.plus(term);
      }
    }
    return sum;
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    @Nullable Tensor[] result = new @Nullable Tensor[wanted.length];
    for (int i = 0; i < result.length; i++) {
      Tensor partial = wanted[i] ? primitive.partial(i, operands, this.result) : null;
      if (partial != null) {
        result[i] = Scale.INSTANCE.apply(partial, cotangent);
      }
    }
    return result;
  }
}
