package org.fluxion.backend.hipparchus;

import org.fluxion.Backend;
import org.fluxion.conformance.BackendConformance;

class HipparchusConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new HipparchusBackend(16);
  }
}
