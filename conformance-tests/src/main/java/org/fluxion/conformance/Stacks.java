package org.fluxion.conformance;

import java.util.Arrays;
import org.fluxion.FluxionException;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Runs a program on a stack of values by the batching rules of its primitives, and by nothing else.
 */
final class Stacks extends Interpreter {
  private final int size;

  Stacks(int size) {
    this.size = size;
  }

  /** {@return a tensor that stands for each row of the stack in turn} */
  Tensor enter(Tensor stacked) {
    return new Stacked(this, stacked);
  }

  /** {@return the results of all rows, stacked} */
  Tensor leave(Tensor result) {
    return owns(result)
        ? ((Stacked) result).stacked
        : result.broadcastTo(result.shape().prepend(size).toArray());
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor[] own = operands.clone();
    boolean[] batched = new boolean[operands.length];
    for (int i = 0; i < own.length; i++) {
      batched[i] = owns(operands[i]);
      own[i] = batched[i] ? ((Stacked) operands[i]).stacked : operands[i];
    }
    return enter(primitive.batch(size, own, batched));
  }

  @Override
  protected String kind() {
    return "stack";
  }

  /** One value per row. */
  private static final class Stacked extends Tracer {
    private final Tensor stacked;

    Stacked(Stacks stacks, Tensor stacked) {
      super(stacks);
      this.stacked = stacked;
    }

    @Override
    public Shape shape() {
      int[] lengths = stacked.shape().toArray();
      return Shape.of(Arrays.copyOfRange(lengths, 1, lengths.length));
    }

    @Override
    public Tensor primal() {
      throw new FluxionException("a derivative rule read the value of a batched tensor");
    }
  }
}
