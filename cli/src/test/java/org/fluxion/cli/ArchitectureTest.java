package org.fluxion.cli;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.cli")
            .using(
                "org.fluxion.benchmarks..",
                "org.fluxion.conformance",
                "org.fluxion.examples..",
                "org.fluxion.kernels",
                "org.fluxion.layers..")
            .using(
                "picocli..",
                "com.fasterxml.jackson..",
                "com.github.freva.asciitable",
                "me.tongfei.progressbar..",
                "org.junit..")
            .exporting());
  }
}
