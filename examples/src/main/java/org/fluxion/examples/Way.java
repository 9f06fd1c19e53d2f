package org.fluxion.examples;

import static org.fluxion.Derivatives.valueAndGradient;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.Backends;
import org.fluxion.Differentiable;
import org.fluxion.ValueAndGradient;

/**
 * One way to compute the gradient of a {@link NestedLoss}.
 *
 * @param how in words: the mode of the outer derivative over that of the inner one
 * @param outer the backend that differentiates the loss
 * @param loss with the inner derivative that belongs to this way
 */
public record Way(String how, Backend outer, Differentiable<Arguments> loss) {
  /** The relative error that an exact way may have: rounding. */
  private static final double EXACT = 1e-10;

  /** The relative error that finite differences may have, also in the smallest entry. */
  private static final double NUMERIC = 1e-6;

  /**
   * {@return all ways}
   *
   * <p>The first two use the nested rule as it is, the next three its other ways. Four switch it
   * off in the inner backend, so that the outer engine differentiates the inner one's work. The
   * last varies every input and parameter by a little and takes the exact inner derivative each
   * time.
   *
   * @throws org.fluxion.BackendNotFoundException if one of the backends used is not there
   */
  public static List<Way> all(NestedLoss loss) {
    Backend mixed = Backends.named("mixed");
    return List.of(
        new Way("nested rule on StatefulLayer", mixed, loss.of(mixed, loss::stateful)),
        new Way("nested rule on FixedParams", mixed, loss.of(mixed, loss::fixed)),
        ruled(loss, "nested rule, forward over reverse", "forwardOverReverse"),
        ruled(loss, "nested rule, recompute", "recompute"),
        ruled(loss, "nested rule, reverse over forward", "reverseOverForward"),
        natural(loss, "reverse", "reverse"),
        natural(loss, "reverse", "forward"),
        natural(loss, "forward", "reverse"),
        natural(loss, "forward", "forward"),
        new Way("finite differences", Backends.named("finite"), loss.of(mixed, loss::fixed)));
  }

  private static Way ruled(NestedLoss loss, String how, String nested) {
    Backend inner = Backends.named("mixed(nested=" + nested + ")");
    return new Way(how, Backends.named("mixed"), loss.of(inner, loss::stateful));
  }

  private static Way natural(NestedLoss loss, String outer, String inner) {
    Backend unruled = Backends.named(inner + "(nested=off)");
    return new Way(outer + " over " + inner, Backends.named(outer), loss.of(unruled, loss::fixed));
  }

  /** {@return loss and gradient at a point, computed this way} */
  public ValueAndGradient<Arguments> at(Arguments a) {
    return valueAndGradient(outer, loss, a);
  }

  /** {@return whether it is exact up to rounding} */
  public boolean exact() {
    return outer.capabilities().accuracy() == 0;
  }

  /** {@return the relative error that this way may have} */
  public double tolerance() {
    return exact() ? EXACT : NUMERIC;
  }
}
