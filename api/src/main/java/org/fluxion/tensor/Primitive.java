package org.fluxion.tensor;

import org.jspecify.annotations.Nullable;

/**
 * One operation that programs on tensors are made of, with its derivative.
 *
 * <p>{@link #apply} is the only way to run one. It asks whether an {@linkplain Interpreter
 * interpreter} watches any operand. If none does, the primitive is {@linkplain #evaluate
 * evaluated}; otherwise the innermost of those interpreters decides what the application means.
 *
 * <p>Anybody may add primitives. The families {@link Elementwise} and {@link Linear} make that a
 * matter of a few lines. An implementation is an immutable value: a record, an enum constant, or a
 * class whose parameters take part in {@code equals}. All methods may be called from any thread.
 */
public interface Primitive {
  /** {@return the name shown in messages and recorded programs, such as {@code "matmul"}} */
  String name();

  /**
   * {@return the shape of the result for operands of these shapes}
   *
   * @throws org.fluxion.ShapeMismatchException if the primitive does not take such operands; the
   *     message names the primitive and the shapes
   */
  Shape shape(Shape... operands);

  /**
   * Computes the result from plain operands.
   *
   * <p>No operand is a {@link Tracer}, and the result must not be one: a tensor that an interpreter
   * watches is passed as an operand, never captured.
   *
   * @return a plain tensor of the shape that {@link #shape} promises
   */
  Tensor evaluate(Tensor... operands);

  /**
   * {@return the derivative at a point, for all operands at once}
   *
   * <p>Operands and result may be watched by outer interpreters, so the derivative is written with
   * tensor operations and never with raw arrays; that is what makes it differentiable in turn.
   * {@link Differential#ZERO} says that the result does not depend on the operands, or only in
   * steps.
   *
   * @param operands the point; not to be changed
   * @param result what the primitive gave there
   */
  Differential differentiate(Tensor[] operands, Tensor result);

  /**
   * {@return the value and the derivative together}
   *
   * <p>Overridden where both share work.
   *
   * @param operands the point; not to be changed
   */
  default Linearized linearize(Tensor... operands) {
    Tensor result = apply(operands);
    return new Linearized(result, differentiate(operands, result));
  }

  /**
   * {@return the same result by simpler primitives, or null where there is nothing simpler}
   *
   * <p>For interpreters that cannot take this primitive as it is: counting, batching, engines with
   * a fixed set of operations.
   */
  default @Nullable Tensor expand(Tensor... operands) {
    return null;
  }

  /**
   * {@return the same result by less work, for a program that will be run often; null if there is
   * no such way}
   *
   * <p>Asked while the program is recorded. Operands that are plain are constants of the program;
   * others may be {@link Symbolic} and tell how they were made.
   */
  default @Nullable Tensor simplify(Tensor... operands) {
    return null;
  }

  /**
   * Applies the primitive to every row of a batch.
   *
   * <p>The default loops over the rows and stacks the results. A rule must not merely apply the
   * primitive to operands of higher rank unless it is elementwise: a reduction would then run over
   * other axes.
   *
   * @param size the number of rows
   * @param operands those marked in {@code batched} have a leading axis of length {@code size}
   * @return the results, stacked along a leading axis
   */
  default Tensor batch(int size, Tensor[] operands, boolean[] batched) {
    return Batch.loop(this, size, operands, batched);
  }

  /**
   * {@return the primitive for operands of these shapes on plain arrays, or null if it has none}
   *
   * <p>A prepared program runs it instead of {@link #evaluate}, with the same results and without
   * making tensors. See {@link Arraywise}.
   */
  default @Nullable ArrayFunction onArrays(Shape... operands) {
    return null;
  }

  /** {@return the multiply-adds of matrix products in one evaluation, for cost counts} */
  default long multiplyAdds(Shape... operands) {
    return 0;
  }

  /**
   * {@return the result of this primitive under whatever interprets its operands}
   *
   * @throws org.fluxion.EscapedTracerException if an operand belongs to a derivative that is over
   * @throws org.fluxion.WrongThreadException if an operand belongs to a derivative that runs in
   *     another thread
   */
  default Tensor apply(Tensor... operands) {
    return Interpreter.apply(this, operands);
  }
}
