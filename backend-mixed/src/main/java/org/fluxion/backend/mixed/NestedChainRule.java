package org.fluxion.backend.mixed;

import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.CapturedTracerException;
import org.fluxion.spi.Direction;
import org.fluxion.spi.InnerCall;
import org.fluxion.spi.NestedRule;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The nested chain rule, with the engines of the backend named {@code mixed}. */
public final class NestedChainRule implements NestedRule {
  /** Looked up once: there is a rule for each class loader, and it is asked at every call. */
  private volatile @Nullable Backend known;

  /** For the service loader. */
  public NestedChainRule() {}

  private Backend mixed() {
    Backend mixed = known;
    if (mixed == null) {
      mixed = Backends.named("mixed");
      known = mixed;
    }
    return mixed;
  }

  @Override
  public Tensor[] apply(InnerCall call, Tensor... operands) {
    Backend mixed = mixed();
    NestedCall primitive =
        new NestedCall(
            call,
            mixed.preferred(Direction.FORWARD),
            mixed.preferred(Direction.REVERSE),
            new Packing());
    try {
      Tensor packed = primitive.apply(operands);
      return primitive.packing().unpack(packed);
    } catch (CapturedTracerException hidden) {
      // f also captures what an outer derivative watches. The engines see it when they nest.
      return call.results().apply(operands);
    }
  }
}
