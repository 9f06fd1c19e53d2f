package org.fluxion.backend.pytorch;

import org.fluxion.Backend;
import org.fluxion.conformance.BackendConformance;

class PytorchConformanceTest extends BackendConformance {
  @Override
  protected Backend backend() {
    return new PytorchBackend(1);
  }
}
