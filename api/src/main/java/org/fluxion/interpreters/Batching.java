package org.fluxion.interpreters;

import org.fluxion.FluxionException;
import org.fluxion.ShapeMismatchException;
import org.fluxion.tensor.Interpreter;
import org.fluxion.tensor.Primitive;
import org.fluxion.tensor.Shape;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * Runs a program on many values at once by carrying a leading axis through every primitive.
 *
 * <p>The program sees tensors without that axis. Values that it does not {@linkplain #enter enter}
 * with one are shared by all rows. Engines sweep many tangents together in this way:
 *
 * <pre>{@code
 * try (Batching batch = new Batching(rows)) {
 *   return batch.leave(program.apply(batch.enter(stacked)));
 * }
 * }</pre>
 */
public final class Batching extends Interpreter {
  private final int size;

  /**
   * Opens a batch.
   *
   * @param size the number of rows, 0 or more
   */
  public Batching(int size) {
    this.size = size;
  }

  /**
   * {@return a tensor that stands for each row in turn}
   *
   * @param stacked with a leading axis as long as the batch
   * @throws ShapeMismatchException if the leading axis is missing or of another length
   */
  public Tensor enter(Tensor stacked) {
    Shape shape = stacked.shape();
    if (shape.rank() == 0 || shape.get(0) != size) {
      throw new ShapeMismatchException(
          "batch of " + size + ": a tensor of shape " + shape + " has no such leading axis");
    }
    return new Batched(this, stacked);
  }

  /** {@return the result of all rows stacked along a leading axis; shared values are repeated} */
  public Tensor leave(Tensor result) {
    return owns(result)
        ? ((Batched) result).stacked
        : result.broadcastTo(result.shape().prepend(size).toArray());
  }

  @Override
  protected String kind() {
    return "batch";
  }

  @Override
  protected Tensor interpret(Primitive primitive, Tensor[] operands) {
    Tensor expanded = primitive.expand(operands);
    if (expanded != null) {
      return expanded;
    }
    Tensor[] own = new Tensor[operands.length];
    boolean[] batched = new boolean[operands.length];
    for (int i = 0; i < own.length; i++) {
      batched[i] = owns(operands[i]);
      own[i] = batched[i] ? ((Batched) operands[i]).stacked : operands[i];
    }
    return new Batched(this, primitive.batch(size, own, batched));
  }

  /** One value per row. */
  private static final class Batched extends Tracer {
    private final Tensor stacked;
    private final Shape shape;

    Batched(Batching batching, Tensor stacked) {
      super(batching);
      this.stacked = stacked;
      int[] lengths = stacked.shape().toArray();
      int[] row = new int[lengths.length - 1];
      System.arraycopy(lengths, 1, row, 0, row.length);
      this.shape = Shape.of(row);
    }

    @Override
    public Shape shape() {
      return shape;
    }

    @Override
    public Tensor primal() {
      throw new FluxionException(
          "a value was read (item, toArray, isGreaterThan or the like) inside a batch, where it has"
              + " one value per row; use Tensor.where with a comparison instead of a branch");
    }

    @Override
    public String toString() {
      return interpreter() + " of rows " + stacked;
    }
  }
}
