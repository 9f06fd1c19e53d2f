package org.fluxion.backend.forward;

import org.fluxion.CapturedTracerException;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter of forward mode: applies a primitive to the primals, and its differential to the
 * tangents.
 *
 * <p>A result with a zero tangent is handed on without one, so constants cost nothing.
 */
final class Duals extends Interpreter {
  @Override
  protected String kind() {
    return "forward";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] primals = new Tensor[operands.length];
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      if (owns(operands[i])) {
        Dual dual = (Dual) operands[i];
        primals[i] = dual.primal();
        tangents[i] = dual.tangent();
      } else {
        primals[i] = operands[i];
      }
    }
    Linearized linearized = linearize(primitive, primals);
    Differential differential = linearized.differential();
    Tensor tangent = differential.pushforward(tangents);
    if (tangent != null && owns(tangent)) {
      // Only a rule that captured a dual gives one; its dependence on that dual would be lost.
      throw new CapturedTracerException(primitive.name(), toString());
    }
    return tangent == null ? linearized.value() : new Dual(this, linearized.value(), tangent);
  }

  Tensor watch(Tensor primal, Tensor tangent) {
    return new Dual(this, primal, tangent);
  }

  Tensor primal(Tensor result) {
    return owns(result) ? ((Dual) result).primal() : result;
  }

  Tensor tangent(Tensor result) {
    return owns(result) ? ((Dual) result).tangent() : Tensor.zeros(result.shape());
  }
}
