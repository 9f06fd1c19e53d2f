package org.fluxion.spi;

import org.fluxion.Backend;
import org.fluxion.tensor.Tensor;

/**
 * A backend that does what another does, but for what an implementation overrides: to watch it, or
 * to change one of its answers.
 *
 * <p>Every method of {@link Backend} is handed on, also those with a default, which would otherwise
 * bypass what the other backend has.
 */
public interface DelegatingBackend extends Backend {
  /** {@return the backend that does the work} */
  Backend given();

  @Override
  default String name() {
    return given().name();
  }

  @Override
  default Capabilities capabilities() {
    return given().capabilities();
  }

  @Override
  default Nesting nesting() {
    return given().nesting();
  }

  @Override
  default Linearization linearize(MultiFunction f, Tensor... at) {
    return given().linearize(f, at);
  }

  @Override
  default Backend preferred(Direction direction) {
    return given().preferred(direction);
  }

  @Override
  default Backend outer() {
    return given().outer();
  }

  @Override
  default Backend inner() {
    return given().inner();
  }

  @Override
  default Linearization linearizeGradient(MultiFunction f, Tensor... at) {
    return given().linearizeGradient(f, at);
  }
}
