package org.fluxion.conformance;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.conformance")
            .using("org.junit..", "org.opentest4j..", "com.sun.management")
            .extending(
                "org.fluxion.conformance.BackendConformance",
                "org.fluxion.conformance.PrimitiveConformance"));
  }
}
