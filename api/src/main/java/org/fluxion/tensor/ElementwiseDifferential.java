package org.fluxion.tensor;

import java.util.ArrayList;
import java.util.List;
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
    List<Tensor> factors = new ArrayList<>(2 * tangents.length);
    for (int i = 0; i < tangents.length; i++) {
      Tensor tangent = tangents[i];
      Tensor partial = tangent == null ? null : primitive.partial(i, operands, result);
      if (tangent != null && partial != null) {
        factors.add(partial);
        factors.add(tangent);
      }
    }
    if (factors.isEmpty()) {
      return null;
    }
    Tensor sum =
        factors.size() == 2
            ? Scale.INSTANCE.apply(factors.get(0), factors.get(1))
            : ScaledSum.INSTANCE.apply(factors.subList(0, 4).toArray(Tensor[]::new));
    for (int i = 4; i < factors.size(); i += 2) {
      sum = sum.plus(Scale.INSTANCE.apply(factors.get(i), factors.get(i + 1)));
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
