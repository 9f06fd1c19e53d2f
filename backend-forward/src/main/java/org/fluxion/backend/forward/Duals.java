package org.fluxion.backend.forward;

import org.fluxion.CapturedTracerException;
import org.fluxion.tensor.Differential;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Numbers;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The interpreter of forward mode: applies a primitive to the primals, and its differential to the
 * tangents.
 *
 * <p>A result with a zero tangent is handed on without one, so constants cost nothing. Between
 * numbers the partial derivatives take the place of the differential.
 */
final class Duals extends Interpreter {
  private final Numbers numbers = new Numbers(this);

  @Override
  protected String kind() {
    return "forward";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    if (numbers.differentiate(primitive, operands)) {
      return numbers.isConstant() ? Tensor.scalar(numbers.value()) : dual(operands);
    }
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

  /** {@return what was differentiated last, with the sum of the tangents, each scaled} */
  private Tensor dual(Tensor[] operands) {
    double slope = 0;
    Tensor tangent = null;
    for (int i = 0; i < operands.length; i++) {
      if (numbers.depends(i)) {
        Dual dual = (Dual) operands[i];
        if (dual.hasSlope()) {
          slope += Numbers.scaled(numbers.partial(i), dual.slope());
        } else {
          Tensor term = Numbers.scaled(numbers.partial(i), dual.tangent());
          tangent = tangent == null ? term : term == null ? tangent : tangent.plus(term);
        }
      }
    }
    double value = numbers.value();
    return tangent == null
        ? new Dual(this, value, slope)
        : new Dual(this, Tensor.scalar(value), slope == 0 ? tangent : tangent.plus(slope));
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
