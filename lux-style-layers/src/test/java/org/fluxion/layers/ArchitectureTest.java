package org.fluxion.layers;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.layers")
            .using("org.fluxion.kernels")
            .using("com.fasterxml.jackson.core..", "org.junit.jupiter.api..")
            .exporting(
                "org.fluxion.layers",
                "org.fluxion.layers.conformance",
                "org.fluxion.layers.files",
                "org.fluxion.layers.training")
            .extending("org.fluxion.layers.conformance.LayerConformance"));
  }
}
