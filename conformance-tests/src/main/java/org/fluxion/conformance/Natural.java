package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.spi.DelegatingBackend;
import org.fluxion.spi.Nesting;

/** A backend without the nested rule, so that its own nesting is seen. */
record Natural(Backend given) implements DelegatingBackend {
  @Override
  public Nesting nesting() {
    return Nesting.NATURAL;
  }
}
