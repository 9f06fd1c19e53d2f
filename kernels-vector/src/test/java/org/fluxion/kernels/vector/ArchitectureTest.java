package org.fluxion.kernels.vector;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion.kernels.vector")
            .using("org.fluxion.kernels", "jdk.incubator.vector")
            .exporting());
  }
}
