package org.fluxion.backend.mixed;

import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of an inner call from a record of it: the inner sweeps are recorded while the
 * value is computed, and only the record is swept. In multiply-adds nothing is cheaper.
 */
record Recorded(Linearization record, Tensor[] operands) implements Differential {
  static Recorded of(NestedCall primitive, Tensor[] operands) {
    MultiFunction packed = moved -> new Tensor[] {primitive.evaluate(moved)};
    return new Recorded(Linearizations.complete(primitive.reverse(), packed, operands), operands);
  }

  Tensor value() {
    return record.values()[0];
  }

  @Override
  public @Nullable Tensor pushforward(@Nullable Tensor[] tangents) {
    Tensor[] filled = new Tensor[tangents.length];
    boolean any = false;
    for (int i = 0; i < filled.length; i++) {
      Tensor tangent = tangents[i];
      any |= tangent != null;
      filled[i] = tangent == null ? Tensor.zeros(operands[i].shape()) : tangent;
    }
    return any ? record.pushforward(filled)[0] : null;
  }

  @Override
  public @Nullable Tensor[] pullback(Tensor cotangent, boolean[] wanted) {
    @Nullable Tensor[] all = record.pullback(cotangent);
    for (int i = 0; i < all.length; i++) {
      all[i] = wanted[i] ? all[i] : null;
    }
    return all;
  }
}
