package org.fluxion.tensor;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The smallest forward mode there can be, to test derivative rules where no engine is at hand: a
 * value with one tangent, pushed through each primitive by the primitive's own rule.
 */
final class Duals extends Interpreter {
  /** {@return the derivatives of f of the orders 0 to {@code highest}, elementwise} */
  static double[][] derivatives(UnaryOperator<Tensor> f, int highest, double... points) {
    double[][] result = new double[highest + 1][];
    UnaryOperator<Tensor> derivative = f;
    for (int order = 0; order <= highest; order++) {
      result[order] = derivative.apply(Tensor.vector(points)).toArray();
      derivative = derivative(derivative);
    }
    return result;
  }

  /** {@return the derivative of an elementwise f, itself a function that can be differentiated} */
  static UnaryOperator<Tensor> derivative(UnaryOperator<Tensor> f) {
    return x -> {
      try (Duals duals = new Duals()) {
        Tensor y = f.apply(new Dual(duals, x, DenseTensor.full(1, x.shape())));
        Tensor tangent = duals.owns(y) ? ((Dual) y).tangent : null;
        return tangent == null ? Tensor.zeros(y.shape()) : tangent;
      }
    };
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] primals = new Tensor[operands.length];
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      boolean own = owns(operands[i]);
      primals[i] = own ? ((Dual) operands[i]).primal : operands[i];
      tangents[i] = own ? ((Dual) operands[i]).tangent : null;
    }
    Linearized linearized = primitive.linearize(primals);
    return new Dual(this, linearized.value(), linearized.differential().pushforward(tangents));
  }

  @Override
  protected String kind() {
    return "dual numbers";
  }

  private static final class Dual extends Tracer {
    private final Tensor primal;
    private final @Nullable Tensor tangent;

    Dual(Duals duals, Tensor primal, @Nullable Tensor tangent) {
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
