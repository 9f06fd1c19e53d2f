package org.fluxion;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion")
            .using("org.ejml..")
            .exporting(
                "org.fluxion", "org.fluxion.interpreters", "org.fluxion.spi", "org.fluxion.tensor")
            .extending(
                "org.fluxion.FluxionException",
                "org.fluxion.tensor.Interpreter",
                "org.fluxion.tensor.Tracer"));
  }
}
