package org.fluxion.scalar;

import org.fluxion.architecture.Allowed;
import org.fluxion.architecture.ModuleArchitecture;

class ArchitectureTest extends ModuleArchitecture {
  ArchitectureTest() {
    super(
        Allowed.onTopOfApi("org.fluxion.scalar").extending("org.fluxion.scalar.FieldInterpreter"));
  }
}
