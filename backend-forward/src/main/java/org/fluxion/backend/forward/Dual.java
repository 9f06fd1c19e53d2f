package org.fluxion.backend.forward;

import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.ValueTracer;
import org.jspecify.annotations.Nullable;

/** A primal with its tangent, which is kept as a number, too, if it is one. */
final class Dual extends ValueTracer {
  private final double slope;
  private final @Nullable Tensor tangent;

  Dual(Duals duals, Tensor primal, Tensor tangent) {
    super(duals, primal);
    boolean isNumber = Numbers.isNumber(tangent);
    slope = isNumber ? tangent.item() : Double.NaN;
    this.tangent = isNumber ? null : tangent;
  }

  Dual(Duals duals, double primal, double slope) {
    super(duals, primal);
    this.slope = slope;
    tangent = null;
  }

  Tensor tangent() {
    return tangent == null ? Tensor.scalar(slope) : tangent;
  }

  /** {@return whether the tangent is kept as a number} */
  boolean hasSlope() {
    return tangent == null;
  }

  /** {@return the tangent if it is kept as a number} */
  double slope() {
    return slope;
  }
}
