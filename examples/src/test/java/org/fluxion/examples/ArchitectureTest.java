package org.fluxion.examples;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.examples")
            .using("org.fluxion.interpreters", "org.fluxion.layers..")
            .using(
                "com.fasterxml.jackson.databind..",
                "com.sun.management",
                "javax.imageio..",
                "org.knowm.xchart..")
            .exporting(
                "org.fluxion.examples",
                "org.fluxion.examples.burgers",
                "org.fluxion.examples.heat",
                "org.fluxion.examples.hnn",
                "org.fluxion.examples.jobs"));
  }
}
