package org.fluxion.backend.forward;

import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/** A primal with its tangent. */
final class Dual extends Tracer {
  private final Tensor primal;
  private final Tensor tangent;

  Dual(Duals duals, Tensor primal, Tensor tangent) {
    super(duals);
    this.primal = primal;
    this.tangent = tangent;
  }

  @Override
  public Tensor primal() {
    return primal;
  }

  Tensor tangent() {
    return tangent;
  }
}
