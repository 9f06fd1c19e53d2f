package org.fluxion.conformance;

import org.fluxion.CapturedTracerException;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode with one tangent, as small as it can be.
 *
 * <p>The kit differentiates derivative rules with it, so that it needs no engine and stands beside
 * those under test as an independent one.
 */
final class Duals extends Interpreter {
  /** {@return the tensor, moving along a tangent; as it is where the tangent is null} */
  Tensor moving(Tensor primal, @Nullable Tensor tangent) {
    return tangent == null ? primal : new Dual(this, primal, tangent);
  }

  /** {@return how a result moves} */
  Tensor tangent(Tensor result) {
    return owns(result) ? ((Dual) result).tangent : Tensor.zeros(result.shape());
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] primals = new Tensor[operands.length];
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < primals.length; i++) {
      boolean moves = owns(operands[i]);
      primals[i] = moves ? ((Dual) operands[i]).primal : operands[i];
      tangents[i] = moves ? ((Dual) operands[i]).tangent : null;
    }
    Linearized at = linearize(primitive, primals);
    Tensor tangent = at.differential().pushforward(tangents);
    if (tangent != null && owns(tangent)) {
      // Only a rule that captured a dual gives one; its dependence on that dual would be lost.
      throw new CapturedTracerException(primitive.name(), toString());
    }
    return moving(at.value(), tangent);
  }

  @Override
  protected String kind() {
    return "dual";
  }

  /** A value and its tangent. */
  private static final class Dual extends Tracer {
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
  }
}
