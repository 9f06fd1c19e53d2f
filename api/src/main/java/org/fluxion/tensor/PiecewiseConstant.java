package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/** The family of elementwise primitives that change only in steps: their derivative is zero. */
interface PiecewiseConstant extends Elementwise {
  @Override
  default @Nullable Tensor partial(int operand, Tensor[] operands, Tensor result) {
    return null;
  }

  @Override
  default Differential differentiate(Tensor[] operands, Tensor result) {
    return Differential.ZERO;
  }
}
