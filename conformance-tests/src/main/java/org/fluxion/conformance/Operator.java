package org.fluxion.conformance;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.fluxion.tensor.Tensor;

/** An operator, and how its answers are compared. */
sealed interface Operator {
  String name();

  /** {@return the order of derivative} */
  int order();

  /** {@return to which problems it can be applied} */
  Predicate<Problem> applies();

  /** One that takes any structure. */
  record OfStructures(String name, int order, Predicate<Problem> applies, Structured check)
      implements Operator {}

  /** One that takes a single tensor. */
  record OfTensors(String name, int order, Predicate<Problem> applies, Consumer<Ask<Tensor>> check)
      implements Operator {}

  /** Runs an operator for an argument of any type. */
  @FunctionalInterface
  interface Structured {
    <X> void check(Ask<X> ask);
  }

  /** Checks the operator on a problem in its plain type. */
  default void check(Ask<Tensor> ask) {
    ask.subject().requireOrder(order());
    ask.subject().requireSupported(ask.f(), ask.problem().x());
    if (this instanceof OfStructures structured) {
      structured.check().check(ask);
    } else if (this instanceof OfTensors tensors) {
      tensors.check().accept(ask);
    }
  }
}
