package org.fluxion.interpreters;

import java.util.function.Function;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Counts what a program does with watched tensors: primitives, multiply-adds, bytes, calls.
 *
 * <p>It is the outermost interpreter, so it sees what derivatives inside it compute as well, in
 * whatever mode:
 *
 * <pre>{@code
 * try (Counting counting = new Counting()) {
 *   Derivatives.gradient(backend, counting.counted(f::apply)::apply, counting.watch(x));
 *   return counting.counts();
 * }
 * }</pre>
 *
 * <p>Work on tensors that do not depend on a watched one is not seen.
 */
public final class Counting extends Interpreter {
  private long primitives;
  private long multiplyAdds;
  private long bytes;
  private long evaluations;

  /** Starts at zero. */
  public Counting() {}

  /** {@return the tensor, watched} */
  public Tensor watch(Tensor tensor) {
    return new Counted(this, tensor);
  }

  /** {@return the value behind a watched tensor} */
  public Tensor unwatch(Tensor tensor) {
    return owns(tensor) ? ((Counted) tensor).primal() : tensor;
  }

  /** {@return the function, its calls counted} */
  public <X, Y> Function<X, Y> counted(Function<X, Y> f) {
    return x -> {
      evaluations++;
      return f.apply(x);
    };
  }

  /** {@return what was counted up to now} */
  public Counts counts() {
    return new Counts(primitives, multiplyAdds, bytes, evaluations);
  }

  @Override
  protected String kind() {
    return "counting";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    Tensor[] own = new Tensor[operands.length];
    Shape[] shapes = new Shape[operands.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = unwatch(operands[i]);
      shapes[i] = own[i].shape();
    }
    Tensor result = primitive.apply(own);
    primitives++;
    multiplyAdds += primitive.multiplyAdds(shapes);
    bytes += (long) Double.BYTES * result.size();
    return new Counted(this, result);
  }

  /** A value whose further use is counted. */
  private static final class Counted extends Tracer {
    private final Tensor primal;

    Counted(Counting counting, Tensor primal) {
      super(counting);
      this.primal = primal;
    }

    @Override
    public Tensor primal() {
      return primal;
    }
  }
}
