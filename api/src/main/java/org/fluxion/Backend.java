package org.fluxion;

import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.Linearizations;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/**
 * An engine that differentiates: the one thing that a third party writes.
 *
 * <p>Every operator of {@link Derivatives} is derived from {@link #linearize}. A backend that has a
 * better way to a second derivative also overrides {@link #linearizeGradient}. Immutable and usable
 * from any thread.
 */
public interface Backend {
  /** {@return the name, as in {@link Backends#named}} */
  String name();

  /** {@return what it can do} */
  Capabilities capabilities();

  /**
   * {@return how its derivatives are differentiated from outside}
   *
   * <p>By the nested rule unless a backend says otherwise, or its specification does: {@code
   * "reverse(nested=off)"} nests naturally.
   */
  default Nesting nesting() {
    return Nesting.RULE;
  }

  /**
   * {@return the derivative of a function at a point}
   *
   * <p>A forward engine may put off calling the function until tangents are given, and calls it
   * once per sweep; a reverse engine calls it once, here.
   *
   * @param f takes as many tensors as there are in {@code at}
   * @param at the point; tensors that outer derivatives watch, if the backend nests
   */
  Linearization linearize(MultiFunction f, Tensor... at);

  /**
   * {@return the backend to use when only one direction is needed}
   *
   * <p>A backend made of several engines answers with the one for that direction, which spares the
   * others' calls of the function.
   */
  default Backend preferred(Direction direction) {
    return this;
  }

  /** {@return the backend that differentiates the inner derivative, for second order} */
  default Backend outer() {
    return this;
  }

  /** {@return the backend that gives the inner derivative, for second order} */
  default Backend inner() {
    return this;
  }

  /**
   * {@return the derivative of value and gradient of a scalar function: its results are the value,
   * then the gradient for each input}
   *
   * <p>So its pushforward gives Hessian times vector. Both directions can be used. The default is
   * {@link #outer} over {@link #inner}; a backend with a second order of its own overrides it.
   *
   * @param f has one result, a scalar
   * @param at the point
   */
  default Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    return Linearizations.complete(outer(), Linearizations.valueAndGradient(inner(), f), at);
  }
}
