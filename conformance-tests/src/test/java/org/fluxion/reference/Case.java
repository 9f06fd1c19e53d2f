package org.fluxion.reference;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fluxion.Backend;
import org.fluxion.Differentiable;
import org.fluxion.TensorFunction;
import org.fluxion.tensor.Tensor;

/**
 * How a case of the reference is computed; what comes out of it stands in the reference alone.
 *
 * @param id of the line of the reference
 * @param title the id, and what tells apart several entries of one line
 * @param engines what it runs under
 */
record Case(String id, String title, Supplier<Stream<Engine>> engines, Check check) {
  /** Runs a case under an engine and compares the outcome with the line of the reference. */
  @FunctionalInterface
  interface Check {
    void run(Engine engine, Reference reference) throws Exception;
  }

  /** An operator of the facade that wants a function and a point. */
  @FunctionalInterface
  interface Operator {
    Tensor apply(Backend backend, Differentiable<Tensor> f, Tensor x);
  }

  /** A derivative that contains another. */
  @FunctionalInterface
  interface Nested {
    Tensor run(Backend outer, Backend inner, Tensor x);
  }

  /** {@return a case of first order, at the point of the reference} */
  static Case first(String id, Operator operator, TensorFunction f) {
    return firstBy(id, (e, r) -> r.accepts(operator.apply(e.outer(), f, r.x())));
  }

  /** {@return a case of first order that is more than one call of an operator} */
  static Case firstBy(String id, Check check) {
    return new Case(id, id, Engine::alone, check);
  }

  /** {@return a case of second order, at the point of the reference} */
  static Case second(String id, Operator operator, TensorFunction f) {
    return secondBy(id, (e, r) -> r.accepts(operator.apply(e.outer(), f, r.x())));
  }

  /** {@return a case of second order that is more than one call of an operator} */
  static Case secondBy(String id, Check check) {
    return new Case(id, id, Engine::secondOrder, check);
  }

  /** {@return a case of a derivative inside another, at the point of the reference} */
  static Case nested(String id, Nested program) {
    return nestedBy(id, (e, r) -> r.accepts(program.run(e.outer(), e.inner(), r.x())));
  }

  /** {@return a case of nested derivatives that is more than one program} */
  static Case nestedBy(String id, Check check) {
    return new Case(id, id, Engine::nested, check);
  }

  /** {@return the same case under a title that says which entry of its line it is} */
  Case titled(String what) {
    return new Case(id, id + ", " + what, engines, check);
  }
}
