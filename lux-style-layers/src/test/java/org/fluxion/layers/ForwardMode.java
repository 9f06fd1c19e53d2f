package org.fluxion.layers;

import java.util.function.UnaryOperator;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Linearized;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * As little of an engine as these tests need to watch tensors, since no backend is visible here.
 */
final class ForwardMode extends Interpreter {
  /** {@return the derivative of f at x in one direction} */
  static Tensor pushforward(UnaryOperator<Tensor> f, Tensor x, Tensor direction) {
    try (ForwardMode level = new ForwardMode()) {
      Tensor y = f.apply(new Dual(level, x, direction));
      Tensor tangent = level.owns(y) ? ((Dual) y).tangent : null;
      return tangent == null ? Tensor.zeros(y.shape()) : tangent;
    }
  }

  /** {@return the same by central differences of plain values, with an error of about 1e-10} */
  static Tensor differences(UnaryOperator<Tensor> f, Tensor x, Tensor direction) {
    double step = 1e-5;
    Tensor ahead = f.apply(x.plus(direction.times(step)));
    return ahead.minus(f.apply(x.minus(direction.times(step)))).div(2 * step);
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] primals = operands.clone();
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      if (owns(operands[i])) {
        primals[i] = ((Dual) operands[i]).primal;
        tangents[i] = ((Dual) operands[i]).tangent;
      }
    }
    Linearized result = primitive.linearize(primals);
    // Constants stay watched too, as in an engine that records everything.
    return new Dual(this, result.value(), result.differential().pushforward(tangents));
  }

  @Override
  protected String kind() {
    return "test";
  }

  private static final class Dual extends Tracer {
    private final Tensor primal;
    private final @Nullable Tensor tangent;

    Dual(ForwardMode level, Tensor primal, @Nullable Tensor tangent) {
      super(level);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
