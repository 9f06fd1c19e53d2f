package org.fluxion.tensor;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of a reduction: each element has a weight, and tangents are summed by weight over
 * the reduced axes.
 *
 * @param axes that were reduced
 * @param operand the shape before
 * @param weights shaped like the operand; formed when needed
 */
record WeightedSum(Axes axes, Shape operand, Supplier<Tensor> weights) implements Differential {
  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor tangent = tangents[0];
    return tangent == null ? null : Sum.over(Scale.INSTANCE.apply(weights.get(), tangent), axes);
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    return new @Nullable Tensor[] {
      wanted[0] ? Scale.INSTANCE.apply(weights.get(), axes.spread(cotangent, operand)) : null
    };
  }
}
