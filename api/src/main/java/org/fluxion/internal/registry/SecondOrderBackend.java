package org.fluxion.internal.registry;

import org.fluxion.Backend;
import org.fluxion.UnsupportedDerivativeException;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/**
 * Two backends as one: derivatives of first order by the inner one, of second order by the outer
 * one over the inner one.
 */
public record SecondOrderBackend(Backend outer, Backend inner) implements Backend {
  /** What stands before the parenthesis in a specification. */
  static final String NAME = "secondOrder";

  /**
   * {@return the two as one}
   *
   * <p>The outer backend runs the inner one on the tensors that it watches itself, so the inner one
   * must take such tensors. The outer one need not.
   *
   * @throws UnsupportedDerivativeException if the inner one does not take them
   */
  public static Backend of(Backend outer, Backend inner) {
    // Differences of differences take longer steps than differences of exact derivatives.
    boolean differences =
        outer.capabilities().accuracy() > 0 && inner.capabilities().accuracy() > 0;
    SecondOrderBackend both =
        differences
            ? new SecondOrderBackend(outer.outer(), inner.inner())
            : new SecondOrderBackend(outer, inner);
    if (!inner.capabilities().traced()) {
      throw new UnsupportedDerivativeException(
          both.name()
              + ": the outer backend, "
              + outer.name()
              + ", runs the inner one on tensors that it watches, and "
              + inner.name()
              + " does not take such tensors; "
              + (outer.capabilities().traced()
                  ? "turn them round, secondOrder(" + inner.name() + ", " + outer.name() + "), or "
                  : "")
              + "take an inner backend that nests");
    }
    return both;
  }

  @Override
  public String name() {
    return NAME + "(" + outer.name() + ", " + inner.name() + ")";
  }

  /**
   * {@return what the inner backend can do, to the second order at least}
   *
   * <p>It works inside other derivatives only if both parts do, and refuses what either refuses.
   */
  @Override
  public Capabilities capabilities() {
    Capabilities own = inner.capabilities();
    Capabilities others = outer.capabilities();
    return own.withHighestOrder(Math.max(2, own.highestOrder()))
        .withTraced(own.traced() && others.traced())
        .without(others.unsupported().toArray(String[]::new));
  }

  @Override
  public Nesting nesting() {
    return outer.nesting() == Nesting.RULE ? inner.nesting() : outer.nesting();
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return inner.linearize(f, at);
  }

  @Override
  public Backend preferred(Direction direction) {
    return inner.preferred(direction);
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    return NAME + "(" + outer + ", " + inner + ")";
  }
}
