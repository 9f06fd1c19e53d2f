package org.fluxion.backend.hipparchus;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.backend.hipparchus")
            .using("org.fluxion.scalar", "org.hipparchus.."));
  }
}
