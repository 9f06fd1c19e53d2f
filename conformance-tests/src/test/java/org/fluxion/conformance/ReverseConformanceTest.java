package org.fluxion.conformance;

import org.fluxion.Backend;
import org.fluxion.Backends;

class ReverseConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return Backends.named("reverse");
  }
}
