package org.fluxion.architecture;

/** The rules keep themselves. */
class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.standalone("org.fluxion.architecture")
            .using("com.tngtech.archunit..", "org.junit..")
            .exporting()
            .extending("org.fluxion.architecture.ModuleArchitecture"));
  }
}
