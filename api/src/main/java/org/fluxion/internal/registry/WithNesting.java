package org.fluxion.internal.registry;

import java.util.Optional;
import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/**
 * A backend as it is given, but for how its derivatives are differentiated from outside.
 *
 * @param given does all the work
 */
record WithNesting(Backend given, Nesting nesting) implements Backend {
  /** {@return the backend with another nesting, if one is asked for} */
  static Backend of(Backend given, Optional<Nesting> nesting) {
    return nesting.isEmpty() || nesting.get() == given.nesting()
        ? given
        : new WithNesting(given, nesting.get());
  }

  @Override
  public String name() {
    return given.name();
  }

  @Override
  public Capabilities capabilities() {
    return given.capabilities();
  }

  @Override
  public Linearization linearize(MultiFunction f, Tensor... at) {
    return given.linearize(f, at);
  }

  @Override
  public Backend preferred(Direction direction) {
    return given.preferred(direction);
  }

  @Override
  public Backend outer() {
    return given.outer();
  }

  @Override
  public Backend inner() {
    return given.inner();
  }

  @Override
  public Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    return given.linearizeGradient(f, at);
  }

  /** {@return a specification that asks for this backend} */
  @Override
  public String toString() {
    String text = given.toString();
    String option = "nested=" + nesting.option() + ")";
    return text.endsWith(")")
        ? text.substring(0, text.length() - 1) + ", " + option
        : text + "(" + option;
  }
}
