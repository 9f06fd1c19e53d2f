package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.Backends;

class FiniteConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return Backends.named("finite");
  }
}
