package org.fluxion.backend.pytorch;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(Allowed.onTopOfApi("org.fluxion.backend.pytorch").using("org.bytedeco.."));
  }
}
