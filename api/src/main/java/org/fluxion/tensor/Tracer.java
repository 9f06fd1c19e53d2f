package org.fluxion.tensor;

/**
 * A tensor that an {@link Interpreter} watches: it stands for a value one level further out and
 * carries what the interpreter needs to know of it, such as a tangent or a place on a tape.
 *
 * <p>Meant to be extended, by those who write an engine on this kernel. A tracer lives from the
 * moment its interpreter makes it until that interpreter is closed, in one thread.
 */
public abstract non-sealed class Tracer extends Tensor {
  private final Interpreter interpreter;

  /** Makes a tracer that belongs to an interpreter. */
  protected Tracer(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** {@return the interpreter that decides what an operation on this tensor means} */
  public final Interpreter interpreter() {
    return interpreter;
  }

  /**
   * {@return the value that this tracer stands for, one level further out}
   *
   * <p>It may be a tracer of an outer level. A batched tracer has no single value and throws.
   */
  public abstract Tensor primal();

  @Override
  public Shape shape() {
    return primal().shape();
  }

  @Override
  final DenseTensor plain() {
    interpreter.requireUsable("reading a value (item, toArray or the like)");
    return primal().plain();
  }

  @Override
  final boolean answer(Condition condition) {
    interpreter.requireUsable("asking whether a value is " + condition);
    return decide(condition);
  }

  /**
   * {@return whether a condition holds for the value, which has one element}
   *
   * <p>Asks the value that this stands for. To be overridden by an interpreter that has to know
   * what was asked.
   */
  protected boolean decide(Condition condition) {
    return primal().answer(condition);
  }

  @Override
  public String toString() {
    return interpreter + " of " + primal();
  }
}
