package org.fluxion;

import org.fluxion.internal.structure.Structure;
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

  /** {@return the call at a point} */
  Call<X> at(X x) {
    return with(f, x);
  }

  /** {@return the call of another function at a point} */
  Call<X> with(Differentiable<? super X> function, X x) {
    Call<X> call = Call.of(operator, order, backend, function, x);
    prepared.requireLike(call.structure, "prepared", "given");
    return call;
  }

  /** {@return the point whose elements these are, for functions of one tensor} */
  @SuppressWarnings("unchecked") // X is Tensor where the structure is a single tensor
  X point(double[] elements) {
    if (!prepared.isTensor()) {
      throw new StructureException(
          operator + ": into is for functions of one tensor; use at with a structure");
    }
    Tensor like = prepared.leaves()[0];
    requireLength("x", like.size(), elements);
    return (X) Tensor.of(elements, like.shape().toArray());
  }

  /** Fails unless an array has the prepared length. */
  void requireLength(String what, int length, double[] given) {
    Call.requireGiven(operator, what, given);
    if (given.length != length) {
      throw new ShapeMismatchException(
          operator
              + "("
              + backend.name()
              + "): array "
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
          operator
              + "("
              + backend.name()
              + "): into writes numbers, but an outer derivative watches the "
              + what
              + " (f captures a tensor of it); use at or withValueAt");
    }
    return tensor;
  }

  /** {@return operator, backend and what was prepared} */
  @Override
  public String toString() {
    return operator + "(" + backend.name() + ") prepared for " + prepared.describe();
  }
}
