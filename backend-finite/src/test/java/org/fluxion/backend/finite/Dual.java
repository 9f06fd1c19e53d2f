package org.fluxion.backend.finite;

import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * An exact outer derivative for tests: the smallest forward mode. Its tensors refuse to show their
 * values, as those inside a batch do.
 */
final class Dual extends Interpreter {
  /** The exact tangent of the first result along one tangent of one input. */
  static Tensor tangent(MultiFunction f, Tensor at, Tensor tangent) {
    try (Dual dual = new Dual()) {
      Tensor result = f.apply(new Value(dual, at, tangent))[0];
      Tensor answer = result instanceof Value value ? value.tangent : null;
      return answer == null ? Tensor.zeros(result.shape()) : answer;
    }
  }

  @Override
  protected String kind() {
    return "dual";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] primals = new Tensor[operands.length];
    @Nullable Tensor[] tangents = new @Nullable Tensor[operands.length];
    boolean varied = false;
    for (int i = 0; i < primals.length; i++) {
      boolean own = owns(operands[i]);
      primals[i] = own ? ((Value) operands[i]).primal : operands[i];
      tangents[i] = own ? ((Value) operands[i]).tangent : null;
      varied |= tangents[i] != null;
    }
    Tensor result = primitive.apply(primals);
    return new Value(
        this,
        result,
        varied ? primitive.differentiate(primals, result).pushforward(tangents) : null);
  }

  private static final class Value extends Tracer {
    private final Tensor primal;
    private final @Nullable Tensor tangent;

    Value(Dual dual, Tensor primal, @Nullable Tensor tangent) {
      super(dual);
      this.primal = primal;
      this.tangent = tangent;
    }

    @Override
    public Shape shape() {
      return primal.shape();
    }

    @Override
    public Tensor primal() {
      throw new AssertionError("a value was read");
    }
  }
}
