package org.fluxion.benchmarks.pytorch;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion.benchmarks.pytorch")
            .using("org.fluxion.benchmarks..", "org.bytedeco..")
            .exporting());
  }
}
