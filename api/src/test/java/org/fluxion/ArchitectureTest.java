package org.fluxion;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion")
            .using("org.ejml..")
            .exporting(
                "org.fluxion",
                "org.fluxion.interpreters",
                "org.fluxion.kernels",
                "org.fluxion.spi",
                "org.fluxion.tensor")
            .extending(
                "org.fluxion.FluxionException",
                "org.fluxion.tensor.Interpreter",
                "org.fluxion.tensor.Tracer",
                "org.fluxion.tensor.ValueTracer")
            // By the public contract the facade and the SPI name each other: a provider makes an
            // org.fluxion.Backend, and that speaks in types of the SPI. Both are served by internal
            // packages. Tensors and interpreters know nothing of them.
            .countingAsOne("org.fluxion", "org.fluxion.spi", "org.fluxion.internal.."));
  }
}
