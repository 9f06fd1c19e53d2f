package org.fluxion;

import org.fluxion.internal.plan.Planned;
import org.fluxion.internal.structure.Structure;
import org.fluxion.spi.MultiFunction;
import org.fluxion.tensor.Tensor;
import org.fluxion.tensor.Tracer;

/**
 * What every prepared operator holds: a function, a backend, and the structure of its points.
 *
 * @param operator its name, for messages
 * @param order of derivative
 */
record Preparation<X>(
    String operator,
    int order,
    Backend backend,
    Differentiable<? super X> f,
    Structure<X> prepared) {

  static <X> Preparation<X> of(
      String operator, int order, Backend backend, Differentiable<? super X> f, X like) {
    Call<X> call = Call.of(operator, order, backend, f, like);
    return new Preparation<>(operator, order, backend, f, call.structure);
  }

  /** {@return the call of another function at a point} */
  Call<X> call(Differentiable<? super X> function, X x) {
    return Call.of(operator, order, backend, function, x);
  }

  /** {@return operator and backend, for messages} */
  String who() {
    return operator + "(" + backend.name() + ")";
  }

  /** What an operator does at a call with what it takes besides x, as tensors. */
  @FunctionalInterface
  interface Operation<X> {
    Tensor[] at(Call<X> call, Tensor[] extra);
  }

  /** {@return an operation as a program of the leaves of x and of what it takes besides} */
  Planned plan(Operation<X> operation) {
    return plan(
        tensors -> operation.at(call(f, prepared.rebuild(first(tensors))), behindFirst(tensors)));
  }

  /**
   * {@return a function of the leaves of x and of what the operator takes besides, as a program}
   */
  Planned plan(MultiFunction function) {
    String reason =
        backend.capabilities().traced()
            ? null
            : "backend \"" + backend.name() + "\" does not work on tensors that are being recorded";
    return new Planned(who(), function, reason);
  }

  /** {@return the leaves of x} */
  Tensor[] first(Tensor[] tensors) {
    return TensorLists.first(prepared.leaves().length, tensors);
  }

  /** {@return what comes behind the leaves of x} */
  Tensor[] behindFirst(Tensor[] tensors) {
    return TensorLists.behind(prepared.leaves().length, tensors);
  }

  /** {@return the results of a program at a point} */
  Tensor[] run(Planned planned, X x, Tensor... extra) {
    return planned.apply(TensorLists.join(leaves("x", x, "prepared", "given"), extra));
  }

  /** {@return the leaves of a tangent, if it is structured like the points} */
  Tensor[] tangent(String what, X tangent) {
    return leaves(what, tangent, "x", what);
  }

  private Tensor[] leaves(String what, X x, String preparedRole, String givenRole) {
    Structure<X> given = Structure.of(who(), what, Call.requireGiven(who(), what, x));
    prepared.requireLike(given, preparedRole, givenRole);
    return given.leaves();
  }

  /** {@return the point whose elements these are, for functions of one tensor} */
  @SuppressWarnings("unchecked") // X is Tensor where the structure is a single tensor
  X point(double[] elements) {
    return (X) Tensor.of(elements, prepared.leaf(0).shape().toArray());
  }

  /** Fails unless the elements are those of a point, for functions of one tensor. */
  void requirePoint(double[] elements) {
    if (!prepared.isTensor()) {
      throw new StructureException(
          operator + ": into is for functions of one tensor; use at with a structure");
    }
    requireLength("x", prepared.leaf(0).size(), elements);
  }

  /** Fails unless an array has the prepared length. */
  void requireLength(String what, int length, double[] given) {
    Call.requireGiven(operator, what, given);
    if (given.length != length) {
      throw new ShapeMismatchException(
          who()
              + ": array "
              + what
              + ": prepared for "
              + length
              + " elements, given "
              + given.length);
    }
  }

  /** Copies a tensor into an array of its length; refused if an outer derivative would lose it. */
  void copy(String what, Tensor from, double[] to) {
    requireLength(what, from.size(), to);
    plain(what, from);
    System.arraycopy(from.toArray(), 0, to, 0, to.length);
  }

  /** {@return a tensor that no derivative watches} */
  Tensor plain(String what, Tensor tensor) {
    if (tensor instanceof Tracer) {
      throw new UnsupportedDerivativeException(
          who()
              + ": into writes numbers, but an outer derivative watches the "
              + what
              + " (f captures a tensor of it); use at or withValueAt");
    }
    return tensor;
  }

  /** {@return operator, backend and what was prepared} */
  @Override
  public String toString() {
    return who() + " prepared for " + prepared.describe();
  }
}
