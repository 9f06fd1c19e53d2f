package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.spi.Capabilities;
import org.fluxion.spi.Direction;
import org.fluxion.spi.Linearization;
import org.fluxion.spi.MultiFunction;
import org.fluxion.spi.Nesting;
import org.fluxion.tensor.Tensor;

/** A backend without the nested rule, so that its own nesting is seen. */
record Natural(Backend given) implements Backend {
  @Override
  public String name() {
    return given.name();
  }

  @Override
  public Nesting nesting() {
    return Nesting.NATURAL;
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
}
