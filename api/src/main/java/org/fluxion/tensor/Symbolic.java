package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * A tensor that knows how it was made, for {@linkplain Primitive#simplify simplifying} programs
 * that are being recorded.
 */
public interface Symbolic {
  /** {@return the primitive that made it; null for an input} */
  @Nullable Primitive primitive();

  /** {@return what that primitive was applied to: plain if it is a constant of the program} */
  Tensor operand(int index);
}
