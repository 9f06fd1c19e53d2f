package org.fluxion.conformance;

import java.util.List;
import org.fluxion.Backend;
import org.fluxion.spi.DelegatingBackend;
import org.fluxion.spi.Nesting;

/** A backend without the nested rule, so that its own nesting is seen. */
record Natural(Backend given) implements DelegatingBackend {
  /** {@return the backend as it is, and without the nested rule} */
  static List<Backend> both(Backend backend) {
    return List.of(backend, new Natural(backend));
  }

  @Override
  public Nesting nesting() {
    return Nesting.NATURAL;
  }
}
